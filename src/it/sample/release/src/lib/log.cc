#include "lib/log.h"

#include <sys/time.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <ctime>

#include "lib/strings.h"

namespace sample {
namespace {

std::FILE* logFile = nullptr;
bool logQuiet = false;

}  // namespace

bool openLog(const std::string& program, const std::string& directory, bool quiet) {
  logQuiet = quiet;
  if (directory.empty()) return true;
  logFile = std::fopen((directory + "/" + program + ".INFO").c_str(), "a");
  return logFile != nullptr;
}

void writeLog(char severity, const char* file, int line, const std::string& message) {
  timeval time;
  gettimeofday(&time, nullptr);
  tm fields;
  localtime_r(&time.tv_sec, &fields);
  const char* slash = std::strrchr(file, '/');
  const std::string text = format("%c%02d%02d %02d:%02d:%02d.%06ld %5d %s:%d] %s\n", severity, fields.tm_mon + 1,
      fields.tm_mday, fields.tm_hour, fields.tm_min, fields.tm_sec, static_cast<long>(time.tv_usec),
      static_cast<int>(getpid()), slash == nullptr ? file : slash + 1, line, message.c_str());
  if (!logQuiet) std::fputs(text.c_str(), stderr);
  if (logFile != nullptr) {
    std::fputs(text.c_str(), logFile);
    std::fflush(logFile);
  }
}

}  // namespace sample
