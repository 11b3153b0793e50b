#include "lib/extra.h"

namespace sample {

int extra() { return 42; }

}  // namespace sample
