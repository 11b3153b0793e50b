#ifndef SAMPLE_LIB_EXTRA_H
#define SAMPLE_LIB_EXTRA_H

#define EXTRA_FEATURE "extra "

namespace sample {

/// What only a release configured with --enable-extra has.
int extra();

}  // namespace sample

#endif
