def file = { String name, String text ->
  def file = new File(basedir, name)
  file.parentFile.mkdirs()
  file.text = text
  file
}

file('tiny-1.0/meson.build', '''project('tiny', 'c', version: '1.0')
greeting = '-DGREETING="' + get_option('greeting') + '"'
executable('tiny', 'tiny.c', c_args: greeting, install: true)
if get_option('tests')
  test('runs', executable('runs', 'tiny.c', c_args: greeting))
  test('says hello', executable('says', 'says.c', c_args: greeting))
endif
''')
file('tiny-1.0/meson_options.txt', '''option('greeting', type: 'string', value: 'Hello')
option('tests', type: 'boolean', value: true)
''')
file('tiny-1.0/tiny.c', '''#include <stdio.h>
int main(void) { return puts(GREETING) < 0; }
''')
file('tiny-1.0/says.c', '''#include <stdio.h>
#include <string.h>
int main(void) { return puts("says.c:3: error: expected Hello, got " GREETING) < 0 || strcmp(GREETING, "Hello") != 0; }
''')
assert new ProcessBuilder('tar', '-czf', 'tiny-1.0.tar.gz', 'tiny-1.0').directory(basedir).inheritIO().start().waitFor() == 0

// What Meson 1.7 and Ninja do for that release. Each appends its arguments to the file "calls", unless it only prints its version.
def program = { String name, String text ->
  file("bin/${name}", """#!/bin/sh
set -eu
[ "\${1-}" != --version ] || exec echo 1.7.0
calls=\${0%/bin/*}/calls
{ printf '[%s]' ${name} "\$@"; echo; } >>"\$calls"
${text}""").setExecutable(true)
}
program('meson', '''refuse() {
  echo "ERROR: $*" >&2
  exit 1
}
command=$1
shift
case $command in
setup)
  prefix=
  greeting=Hello
  while [ $# -gt 2 ]; do
    case $1 in
    --prefix=/*) prefix=${1#*=} ;;
    -Dgreeting=*) greeting=${1#*=} ;;
    --libdir=* | --buildtype=* | --wrap-mode=* | -Dtests=true) ;;
    *) refuse "unknown argument $1" ;;
    esac
    shift
  done
  if [ -z "$prefix" ] || [ ! -f "$2/meson.build" ] || [ -e "$1" ]; then
    refuse "cannot set up $1 with $2"
  fi
  mkdir "$1"
  cd "$1"
  echo "$prefix" >prefix
  echo "$greeting" >greeting
  echo "$2" >source
  printf 'build all: phony tiny\\nbuild meson-test-prereq: phony runs says\\n' >build.ninja
  ;;
test)
  [ "$1" = -C ] || refuse "no -C"
  cd "$2"
  mkdir -p meson-logs
  number=0
  status=0
  for test in runs 'says hello'; do
    number=$((number + 1))
    result=OK
    output=$("./${test% *}") || result=FAIL
    printf '{"name": "%s", "stdout": "%s\\\\n", "result": "%s", "duration": 0.01}\\n' "$test" "$output" $result >>meson-logs/testlog.json
    printf '%d/2 %-10s       %-4s            0.01s\\n' $number "$test" $result
    if [ $result = FAIL ]; then
      echo "$output"
      status=1
    fi
  done
  exit $status
  ;;
install)
  [ "$1" = -C ] || refuse "no -C"
  cd "$2"
  bin=$DESTDIR$(cat prefix)/bin
  mkdir -p "$bin"
  cp tiny "$bin"
  ;;
*)
  refuse "unknown command $command"
  ;;
esac
''')
program('ninja', '''[ "$1" = -C ]
cd "$2"
shift 2
[ "${1#-j[1-9]}" != "$1" ]
shift
compile() {
  ${CC:-cc} -DGREETING="\\"$(cat greeting)\\"" -o "$1" "$(cat source)/$2.c"
}
for target in "${@:-all}"; do
  case $target in
  all) compile tiny tiny ;;
  meson-test-prereq)
    compile runs tiny
    compile says says
    ;;
  *)
    echo "ninja: error: unknown target '$target'" >&2
    exit 1
    ;;
  esac
done
''')
true
