#ifndef SAMPLE_LIB_DURATION_H
#define SAMPLE_LIB_DURATION_H

namespace sample {

/// Seconds since the epoch.
double now();

/// Seconds of a clock that nobody sets.
double monotonic();

/// The time to wait before attempt n (from 1), in seconds: doubles, at least one, at most a minute.
int backoff(int attempt);

}  // namespace sample

#endif
