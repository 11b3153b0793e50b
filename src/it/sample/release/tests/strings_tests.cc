#include "lib/strings.h"

#include "lib/duration.h"
#include "testing.h"

TEST(StringsTest, Trim) {
  EXPECT_EQ("a b", sample::trim(" \ta b\r\n"));
  EXPECT_EQ("", sample::trim("  "));
}

TEST(StringsTest, Lower) { EXPECT_EQ("mixed 1", sample::lower("MiXed 1")); }

TEST(StringsTest, Split) {
  EXPECT_EQ(2ul, sample::split("a;;b", ';').size());
  EXPECT_EQ(0ul, sample::split("", ';').size());
}

TEST(StringsTest, StartsWith) {
  EXPECT_TRUE(sample::startsWith("prefix", "pre"));
  EXPECT_FALSE(sample::startsWith("p", "pre"));
}

TEST(StringsTest, Format) { EXPECT_EQ("007 bond", sample::format("%03d %s", 7, "bond")); }

TEST(StringsTest, Backoff) {
  EXPECT_EQ(1, sample::backoff(1));
  EXPECT_EQ(60, sample::backoff(10));
}
