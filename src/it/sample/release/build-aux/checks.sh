# The checks of this release; read by configure, whose functions it uses.

checking "for a BSD-compatible install"
INSTALL="$(command -v install || command -v ginstall) -c"
result "$INSTALL"

checking "whether build environment is sane"
: > conftest.file
if test "$srcdir/configure" -nt conftest.file; then
  error "newly created file is older than distributed files!
Check your system clock"
fi
rm -f conftest.file
result yes

find_program CXX g++ c++ clang++
test -n "$CXX" || error "no acceptable C++ compiler found in \$PATH
See \`config.log' for more details"
find_program AR ar
test -n "$AR" || error "could not find ar"

checking "for C++ compiler version"
run $CXX --version
result "$($CXX -dumpfullversion -dumpversion 2>/dev/null)"

checking "whether the C++ compiler works"
echo 'int main() { return 0; }' > conftest.cc
if run $CXX -o conftest $CXXFLAGS $CPPFLAGS $LDFLAGS conftest.cc && run ./conftest; then
  result yes
else
  result no
  error "C++ compiler cannot create executables
See \`config.log' for more details"
fi
rm -f conftest*

checking "whether $CXX supports C++11 features"
cat > conftest.cc <<'EOF'
#if __cplusplus < 201103L
#error "this is not C++11"
#endif
int main() { auto one = [] { return 1; }; return one() - 1; }
EOF
if run $CXX -c $CXXFLAGS $CPPFLAGS conftest.cc -o conftest.o; then
  result yes
elif run $CXX -std=gnu++11 -c $CXXFLAGS $CPPFLAGS conftest.cc -o conftest.o; then
  result -std=gnu++11
  CXX="$CXX -std=gnu++11"
else
  result no
  error "A compiler with support for C++11 language features is required."
fi
rm -f conftest*

checking "whether pthreads work with -pthread"
printf '#include <pthread.h>\nint main() { return pthread_self() == 0; }\n' > conftest.cc
if run $CXX -o conftest $CXXFLAGS $CPPFLAGS $LDFLAGS -pthread conftest.cc; then
  result yes
else
  result no
  error "failed to find pthreads"
fi
rm -f conftest*

case $with_zlib in
  yes) ;;
  no) error "zlib is required" ;;
  *)
    CPPFLAGS="-I$with_zlib/include $CPPFLAGS"
    LDFLAGS="-L$with_zlib/lib $LDFLAGS" ;;
esac
check_header zlib.h && check_link crc32 z || error "cannot find libz
-------------------------------------------------------------------
libz is required for sample to build.
-------------------------------------------------------------------
  "
DEFS="$DEFS${CPPFLAGS:+ $CPPFLAGS}"

if test "$enable_java" != no; then
  checking "for javac"
  if test -n "$JAVA_HOME" && test -x "$JAVA_HOME/bin/javac"; then
    result "$JAVA_HOME/bin/javac"
  elif test -z "$JAVA_HOME" && command -v javac >/dev/null 2>&1; then
    result "$(command -v javac)"
  else
    result no
    error "can not guess JAVA_HOME
-------------------------------------------------------------------
In order to use Java, set JAVA_HOME to a JDK or use --disable-java.
-------------------------------------------------------------------
  "
  fi
  DEFS="$DEFS -DWITH_JAVA=1"
fi

if test "$enable_python" != no; then
  find_program PYTHON python3 python
  test -n "$PYTHON" || error "sample requires Python >= 2.6"
  DEFS="$DEFS -DWITH_PYTHON=1"
fi

if test "$enable_extra" != no; then
  DEFS="$DEFS -DWITH_EXTRA=1"
  EXTRA_OBJECTS=extra.o
fi
