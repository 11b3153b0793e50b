#ifndef SAMPLE_TESTS_TESTING_H
#define SAMPLE_TESTS_TESTING_H

#include <string>

namespace testing {

typedef void (*Body)();

/// Adds a test when the program starts; what it is parameterised by, such as "TypeParam = int", is only for the list.
struct Registration {
  Registration(const char* suite, const char* name, Body body, const char* parameter = "");
};

/// Notes a failure of the test that runs.
void fail(const char* file, int line, const std::string& message);

inline std::string show(const std::string& value) { return "\"" + value + "\""; }
inline std::string show(const char* value) { return show(std::string(value)); }
inline std::string show(bool value) { return value ? "true" : "false"; }
inline std::string show(int value) { return std::to_string(value); }
inline std::string show(unsigned long value) { return std::to_string(value); }

template <typename Expected, typename Actual>
void expectEqual(const char* file, int line, const char* text, const Expected& expected, const Actual& actual) {
  if (expected == actual) return;
  fail(file, line, std::string("Value of: ") + text + "\n  Actual: " + show(actual) + "\nExpected: " + show(expected));
}

}  // namespace testing

#define TEST(suite, name)                                                                  \
  static void suite##_##name();                                                            \
  static const testing::Registration suite##_##name##_registered(#suite, #name, suite##_##name); \
  static void suite##_##name()

#define EXPECT_EQ(expected, actual) testing::expectEqual(__FILE__, __LINE__, #actual, expected, actual)
#define EXPECT_TRUE(condition) testing::expectEqual(__FILE__, __LINE__, #condition, true, condition)
#define EXPECT_FALSE(condition) testing::expectEqual(__FILE__, __LINE__, #condition, false, condition)

#endif
