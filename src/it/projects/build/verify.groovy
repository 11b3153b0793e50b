import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Fetched sample-1.0.0.tar.gz', 'Checked … requirements: all met', 'Quirk pointer-order: ', '15 tests: 14 passed, 1 skipped', 'Sample 1.0.0 is installed in ')
assert !build.log(1).contains('absent-tests') && !build.log(4).contains('Quirk absent-tests')
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Check', 'Install']
build.succeeded(2, 'Sample 1.0.0 is up to date in …: nothing to do')
assert build.log(2).readLines().count { it.startsWith('[INFO] Sample ') } == 1
assert build.started(2).isEmpty() && !build.log(2).contains('Fetch') && !build.log(2).contains('took')
build.succeeded(3, 'Fetch would not run', 'Unpack would not run', 'Configure would run: it has different inputs than in its last run.',
    '    arguments: --disable-java --disable-python CXXFLAGS=-O0 -w -std=gnu++11 -> --disable-java --disable-python --enable-extra CXXFLAGS=-O0 -w -std=gnu++11',
    'Make would run', 'Install would run')
build.succeeded(4, 'Unpack is up to date', 'Configure, because arguments',
    'Leaving out tests that cannot pass here. The reasons are in the report, by quirk: absent-tests', 'Sample 1.0.0 is installed in ')
assert build.started(4) == ['Configure', 'Make', 'Check', 'Install']
assert build.installations().size() == 2
build.installations().each { assert (it.resolve('bin/sample-cli').toString() + ' --version').execute().text.contains('sample 1.0.0') }
assert build.text('target/mesos/sample-1.0.0/logs/tests/tests_sample-tests-1.log').contains('[  PASSED  ]')
