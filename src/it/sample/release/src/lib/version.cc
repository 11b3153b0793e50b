#include "sample/version.h"

#include <zlib.h>

#ifdef WITH_EXTRA
#include "lib/extra.h"
#endif

namespace sample {

const char* version() { return PACKAGE_VERSION; }

const char* zlibVersion() { return ::zlibVersion(); }

const char* features() {
  return ""
#ifdef WITH_JAVA
         "java "
#endif
#ifdef WITH_PYTHON
         "python "
#endif
#ifdef WITH_EXTRA
         EXTRA_FEATURE
#endif
      ;
}

}  // namespace sample
