#ifndef SAMPLE_VERSION_H
#define SAMPLE_VERSION_H

namespace sample {

/// The version of the release, such as "1.0.0".
const char* version();

/// The version of the zlib that is linked.
const char* zlibVersion();

/// The optional features that were configured, separated by blanks.
const char* features();

}  // namespace sample

#endif
