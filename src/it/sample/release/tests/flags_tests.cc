#include "lib/flags.h"

#include "testing.h"

namespace {

sample::Flags flags() {
  sample::Flags flags;
  flags.add("ip", "address", "127.0.0.1");
  flags.add("zk", "url");
  flags.addBoolean("quiet", "no log", false);
  return flags;
}

std::string load(sample::Flags* flags, const char* variable, const char* argument) {
  char* environment[] = {const_cast<char*>(variable), nullptr};
  char* argv[] = {const_cast<char*>("program"), const_cast<char*>(argument), nullptr};
  return flags->load(environment, argv);
}

}  // namespace

TEST(FlagsTest, Defaults) {
  EXPECT_EQ("127.0.0.1", flags().get("ip"));
  EXPECT_FALSE(flags().has("zk"));
}

TEST(FlagsTest, Unknown) {
  sample::Flags all = flags();
  EXPECT_EQ("Failed to load unknown flag 'nothing'", load(&all, "MESOS_NOTHING=1", "--nothing=1"));
}

TEST(FlagsTest, Duplicate) {
  sample::Flags all = flags();
  EXPECT_EQ("Duplicate flag 'zk' on command line", load(&all, "MESOS_ZK=zk://a/b", "--zk=zk://c/d"));
}

TEST(FlagsTest, Booleans) {
  sample::Flags all = flags();
  EXPECT_EQ("", load(&all, "MESOS_IP=127.0.0.2", "--quiet"));
  EXPECT_TRUE(all.isSet("quiet"));
  EXPECT_EQ("127.0.0.2", all.get("ip"));
}

TEST(FlagsTest, DISABLED_Abbreviated) {
  sample::Flags all = flags();
  EXPECT_EQ("", load(&all, "A=b", "--qui"));
}
