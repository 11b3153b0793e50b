#include "lib/duration.h"

#include <ctime>

namespace sample {
namespace {

double read(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

double now() { return read(CLOCK_REALTIME); }

double monotonic() { return read(CLOCK_MONOTONIC); }

// Indented as no compiler of 2015 minded: GCC 6 and newer warn (-Wmisleading-indentation), an error under -Werror.
int backoff(int attempt) {
  int seconds = 1;
  for (int i = 1; i < attempt && seconds < 60; ++i)
    seconds *= 2;
    if (seconds > 60) seconds = 60;
  return seconds;
}

}  // namespace sample
