import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, "Tiny 1.0: meson.build; needs C compiler, make, Meson, Ninja; tests by 'make check'; license to decide",
    "To decide, marked 'Decide:' in the file: license; trust; proof", 'Wrote recipe.yaml. ')
build.succeeded(2, 'Checked 5 requirements: all met', '2 tests: 2 passed', 'Tiny 1.0 is installed in ')
assert build.started(2) == ['Unpack', 'Configure', 'Make', 'Check', 'Install']
assert !build.log(2).contains('DESTDIR')
// What the test prints looks like an error of a compiler.
build.failed(3, '2 tests: 1 passed, 1 failed', '1 of 2 tests of tiny 1.0 failed.', 'Failed: meson.says hello', '    The test failed (FAIL).',
    '    says.c:3: error: expected Hello, got Good bye', 'Log: …/build/ninja/meson-logs/testlog.txt')
assert build.started(3) == ['Configure', 'Make', 'Check']
build.succeeded(4, 'Tiny 1.0 is installed in ')
build.succeeded(5, '2 tests: 2 passed')

def calls = build.text('calls').readLines()
def setup = { List<String> options ->
  /\Q[meson][setup]\E\[--prefix=(.+)\]\Q[--libdir=lib][--buildtype=debugoptimized][--wrap-mode=nodownload]/ +
      options.collect { "[$it]" }.join('') + "[ninja][${basedir}/target/mesos/tiny-1.0/source]\\E"
}
def expected = [
  setup([]),
  '[ninja][-C][ninja][-j2]', '[ninja][-C][ninja][-j2][all][meson-test-prereq]',
  '[meson][test][-C][ninja][--no-rebuild][--print-errorlogs][--num-processes][2]',
  '[meson][install][-C][ninja][--no-rebuild]',
  setup(['-Dgreeting=Good bye', '-Dtests=true']),
  '[ninja][-C][ninja][-j2]', '[ninja][-C][ninja][-j2][all][meson-test-prereq]',
  '[meson][test][-C][ninja][--no-rebuild][--print-errorlogs][--num-processes][2]',
  setup(['-Dgreeting=Bye']),
  '[ninja][-C][ninja][-j1]',
  '[meson][install][-C][ninja][--no-rebuild]',
  setup([]),
  '[ninja][-C][ninja][-j3]', '[ninja][-C][ninja][-j3][all][meson-test-prereq]',
  '[meson][test][-C][ninja][--no-rebuild][--print-errorlogs][--num-processes][3]',
]
assert calls.size() == expected.size() : calls.join('\n')
[calls, expected].transpose().each { call, one -> assert one.startsWith('[') ? call == one : call ==~ one }

// The prefix that Meson got is where the program is.
def printed = [0, 9].collect { call ->
  def prefix = (calls[call] =~ expected[call])[0][1]
  assert build.installations().any { it.toString() == prefix }
  build.run("$prefix/bin/tiny").output()
}
assert printed == ['Hello\n', 'Bye\n']
true
