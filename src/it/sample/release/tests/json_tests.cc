#include "lib/json.h"

#include "testing.h"

using sample::Json;

TEST(JsonTest, Empty) { EXPECT_EQ("{}", Json::object().str()); }

TEST(JsonTest, Numbers) { EXPECT_EQ("{\"a\":1,\"b\":0.500000}", Json::object().set("a", 1.0).set("b", 0.5).str()); }

TEST(JsonTest, Quotes) { EXPECT_EQ("\"a\\\"\\\\\\u000a\"", Json::quote("a\"\\\n")); }

TEST(JsonTest, Nested) {
  EXPECT_EQ("{\"list\":[{\"on\":true}]}",
      Json::object().set("list", Json::array().add(Json::object().set("on", true))).str());
}
