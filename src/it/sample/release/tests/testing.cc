// A test runner with the command line, the console output and the XML of googletest 1.7, as far as those who start
// test programs and read their reports need it.
#include "testing.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#include "lib/duration.h"
#include "lib/strings.h"

using sample::format;
using sample::startsWith;

namespace testing {
namespace {

struct Test {
  std::string suite;
  std::string name;
  Body body;
  std::string parameter;
  bool matches;
  bool run;
  long millis;
  std::vector<std::string> failures;

  std::string full() const { return suite + "." + name; }
  bool disabled() const { return startsWith(name, "DISABLED_") || startsWith(suite, "DISABLED_"); }
};

// Filled before main by static objects of other files, hence made on first use.
std::vector<Test>& tests() {
  static std::vector<Test> all;
  return all;
}

Test* current = nullptr;

struct Options {
  bool list;
  bool help;
  bool disabledToo;
  std::string filter;
  std::string output;
  int totalShards;
  int shard;
};

std::string environmentOr(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

bool globMatches(const char* pattern, const char* text) {
  if (*pattern == '\0') return *text == '\0';
  if (*pattern == '*') return globMatches(pattern + 1, text) || (*text != '\0' && globMatches(pattern, text + 1));
  return *text != '\0' && (*pattern == '?' || *pattern == *text) && globMatches(pattern + 1, text + 1);
}

bool anyMatches(const std::string& patterns, const std::string& text) {
  for (const std::string& pattern : sample::split(patterns, ':')) {
    if (globMatches(pattern.c_str(), text.c_str())) return true;
  }
  return false;
}

bool filterMatches(const std::string& filter, const std::string& text) {
  const std::size_t dash = filter.find('-');
  const std::string positive = dash == 0 ? "*" : filter.substr(0, dash);
  return anyMatches(positive, text) && (dash == std::string::npos || !anyMatches(filter.substr(dash + 1), text));
}

std::string count(std::size_t number, const char* noun) {
  return format("%lu %s%s", static_cast<unsigned long>(number), noun, number == 1 ? "" : "s");
}

std::vector<std::string> suites() {
  std::vector<std::string> names;
  for (const Test& test : tests()) {
    bool known = false;
    for (const std::string& name : names) known = known || name == test.suite;
    if (!known) names.push_back(test.suite);
  }
  return names;
}

void runTest(Test* test) {
  std::printf("[ RUN      ] %s\n", test->full().c_str());
  std::fflush(stdout);
  const double begin = sample::monotonic();
  current = test;
  usleep(static_cast<useconds_t>(std::atoi(environmentOr("SAMPLE_SLOW_MS", "0").c_str())) * 1000);
  test->body();
  if (environmentOr("SAMPLE_FAIL", "") == test->full()) EXPECT_EQ("", environmentOr("SAMPLE_FAIL", ""));
  current = nullptr;
  test->millis = static_cast<long>((sample::monotonic() - begin) * 1000);
  std::printf("%s %s (%ld ms)\n", test->failures.empty() ? "[       OK ]" : "[  FAILED  ]", test->full().c_str(),
      test->millis);
  std::fflush(stdout);
}

std::string escapeXml(const std::string& text) {
  std::string result;
  for (char c : text) {
    if (c == '&') result += "&amp;";
    else if (c == '<') result += "&lt;";
    else if (c == '>') result += "&gt;";
    else if (c == '"') result += "&quot;";
    else if (c == '\n') result += "&#x0A;";
    else result += c;
  }
  return result;
}

std::string counts(const std::string& suite) {
  int reported = 0, failed = 0, disabled = 0;
  long millis = 0;
  for (const Test& test : tests()) {
    if (!test.matches || (!suite.empty() && test.suite != suite)) continue;
    ++reported;
    failed += test.failures.empty() ? 0 : 1;
    disabled += test.disabled() ? 1 : 0;
    millis += test.millis;
  }
  return format("tests=\"%d\" failures=\"%d\" disabled=\"%d\" errors=\"0\" time=\"%g\"", reported, failed, disabled,
      static_cast<double>(millis) / 1000);
}

void writeXml(const std::string& path, std::time_t started) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) {
    std::fprintf(stderr, "Unable to open file \"%s\"\n", path.c_str());
    std::exit(1);
  }
  char timestamp[32];
  tm fields;
  std::strftime(timestamp, sizeof(timestamp), "%Y-%m-%dT%H:%M:%S", localtime_r(&started, &fields));
  std::fprintf(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites %s timestamp=\"%s\" name=\"AllTests\">\n",
      counts("").c_str(), timestamp);
  for (const std::string& suite : suites()) {
    std::string cases;
    for (const Test& test : tests()) {
      if (!test.matches || test.suite != suite) continue;
      cases += format("    <testcase name=\"%s\" status=\"%s\" time=\"%g\" classname=\"%s\"", test.name.c_str(),
          test.run ? "run" : "notrun", static_cast<double>(test.millis) / 1000, suite.c_str());
      for (const std::string& failure : test.failures) {
        cases += format("%s      <failure message=\"%s\" type=\"\"><![CDATA[%s]]></failure>\n",
            &failure == &test.failures.front() ? ">\n" : "", escapeXml(failure).c_str(), failure.c_str());
      }
      cases += test.failures.empty() ? " />\n" : "    </testcase>\n";
    }
    if (cases.empty()) continue;
    std::fprintf(file, "  <testsuite name=\"%s\" %s>\n%s  </testsuite>\n", suite.c_str(), counts(suite).c_str(),
        cases.c_str());
  }
  std::fprintf(file, "</testsuites>\n");
  std::fclose(file);
}

// xml, xml:FILE or xml:DIRECTORY/, as googletest reads it.
std::string reportFile(const std::string& output, const std::string& program) {
  if (output == "xml") return "test_detail.xml";
  std::string path = output.substr(4);
  if (!path.empty() && path[path.size() - 1] == '/') path += program.substr(program.rfind('/') + 1) + ".xml";
  return path;
}

Options parse(char** argv) {
  Options options = {false, false, false, environmentOr("GTEST_FILTER", "*"), environmentOr("GTEST_OUTPUT", ""),
      std::atoi(environmentOr("GTEST_TOTAL_SHARDS", "1").c_str()),
      std::atoi(environmentOr("GTEST_SHARD_INDEX", "0").c_str())};
  for (char** argument = argv + 1; *argument != nullptr; ++argument) {
    const std::string text = *argument;
    if (text == "--gtest_list_tests") options.list = true;
    else if (text == "--gtest_also_run_disabled_tests") options.disabledToo = true;
    else if (startsWith(text, "--gtest_filter=")) options.filter = text.substr(15);
    else if (startsWith(text, "--gtest_output=")) options.output = text.substr(15);
    else if (startsWith(text, "--gtest_color=") || startsWith(text, "--gtest_print_time=")) continue;
    else if (text == "--help" || startsWith(text, "--gtest_")) options.help = true;
  }
  return options;
}

int list() {
  for (const std::string& suite : suites()) {
    bool named = false;
    for (const Test& test : tests()) {
      if (!test.matches || test.suite != suite) continue;
      const bool typed = startsWith(test.parameter, "TypeParam");
      const std::string comment = test.parameter.empty() ? "" : "  # " + test.parameter;
      if (!named) std::printf("%s.%s\n", suite.c_str(), typed ? comment.c_str() : "");
      named = true;
      std::printf("  %s%s\n", test.name.c_str(), typed ? "" : comment.c_str());
    }
  }
  return 0;
}

void select(const Options& options) {
  int runnable = 0;
  for (Test& test : tests()) {
    test.matches = filterMatches(options.filter, test.full());
    test.run = test.matches && (options.disabledToo || !test.disabled()) &&
               runnable++ % options.totalShards == options.shard;
  }
}

int runAll(const Options& options, const std::string& program) {
  const std::time_t started = std::time(nullptr);
  const double begin = sample::monotonic();
  if (options.filter != "*") std::printf("Note: Google Test filter = %s\n", options.filter.c_str());
  if (options.totalShards > 1) {
    std::printf("Note: This is test shard %d of %d.\n", options.shard + 1, options.totalShards);
    const std::string status = environmentOr("GTEST_SHARD_STATUS_FILE", "");
    if (!status.empty()) std::fclose(std::fopen(status.c_str(), "w"));
  }
  std::vector<std::string> running;
  std::size_t total = 0, disabled = 0;
  for (const std::string& suite : suites()) {
    std::size_t inSuite = 0;
    for (const Test& test : tests()) inSuite += test.run && test.suite == suite ? 1 : 0;
    if (inSuite > 0) running.push_back(suite);
    total += inSuite;
  }
  const std::string all = count(total, "test") + " from " + count(running.size(), "test case");
  std::printf("[==========] Running %s.\n[----------] Global test environment set-up.\n", all.c_str());
  std::vector<std::string> failed;
  for (const std::string& suite : running) {
    std::size_t inSuite = 0;
    long millis = 0;
    for (const Test& test : tests()) inSuite += test.run && test.suite == suite ? 1 : 0;
    const std::string head = count(inSuite, "test") + " from " + suite;
    std::printf("[----------] %s\n", head.c_str());
    for (Test& test : tests()) {
      if (!test.run || test.suite != suite) continue;
      runTest(&test);
      millis += test.millis;
      if (!test.failures.empty()) failed.push_back(test.full());
    }
    std::printf("[----------] %s (%ld ms total)\n\n", head.c_str(), millis);
  }
  std::printf("[----------] Global test environment tear-down\n[==========] %s ran. (%ld ms total)\n", all.c_str(),
      static_cast<long>((sample::monotonic() - begin) * 1000));
  std::printf("[  PASSED  ] %s.\n", count(total - failed.size(), "test").c_str());
  if (!failed.empty()) {
    std::printf("[  FAILED  ] %s, listed below:\n", count(failed.size(), "test").c_str());
    for (const std::string& name : failed) std::printf("[  FAILED  ] %s\n", name.c_str());
    std::printf("\n%2lu FAILED %s\n", static_cast<unsigned long>(failed.size()), failed.size() == 1 ? "TEST" : "TESTS");
  }
  for (const Test& test : tests()) disabled += test.matches && test.disabled() && !options.disabledToo ? 1 : 0;
  if (disabled > 0) {
    std::printf("%s  YOU HAVE %lu DISABLED %s\n\n", failed.empty() ? "\n" : "", static_cast<unsigned long>(disabled),
        disabled == 1 ? "TEST" : "TESTS");
  }
  if (startsWith(options.output, "xml")) writeXml(reportFile(options.output, program), started);
  return failed.empty() ? 0 : 1;
}

}  // namespace

Registration::Registration(const char* suite, const char* name, Body body, const char* parameter) {
  tests().push_back(Test{suite, name, body, parameter, false, false, 0, {}});
}

void fail(const char* file, int line, const std::string& message) {
  std::printf("%s:%d: Failure\n%s\n", file, line, message.c_str());
  current->failures.push_back(format("%s:%d\n%s", file, line, message.c_str()));
}

}  // namespace testing

int main(int, char** argv) {
  const testing::Options options = testing::parse(argv);
  if (options.help) {
    std::printf(
        "This program has tests. It understands --gtest_list_tests, --gtest_filter=POSITIVE[-NEGATIVE],\n"
        "--gtest_also_run_disabled_tests and --gtest_output=xml[:FILE], as googletest does.\n");
    return 0;
  }
  if (options.totalShards < 1 || options.shard < 0 || options.shard >= options.totalShards) {
    std::fprintf(stderr, "Invalid environment variables: GTEST_SHARD_INDEX = %d, GTEST_TOTAL_SHARDS = %d.\n",
        options.shard, options.totalShards);
    return 1;
  }
  testing::select(options);
  return options.list ? testing::list() : testing::runAll(options, argv[0]);
}
