import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Commons-daemon 1.0.15: unix/configure; needs C compiler, make; no tests; license Apache-2.0',
    "To decide, marked 'Decide:' in the file: trust; optional libraries and programs; tests", 'Wrote draft.yaml.')
build.succeeded(2, 'Good signature: commons-daemon-1.0.15-native-src.tar.gz was signed by Mladen Turk …', 'Patch check.patch: the release has no tests.', '2 tests: 2 passed', 'Commons-daemon 1.0.15 is installed in ')
assert build.started(2) == ['Unpack', 'Configure', 'Make', 'Check', 'Install']
def log = { build.text("target/mesos/commons-daemon-1.0.15/logs/${it}.log") }
assert log('check').contains('Usage: jsvc [-options] class [args...]') && log('check').contains('Invalid option -nosuch')
def tests = new groovy.xml.XmlSlurper().parseText(build.text('target/surefire-reports/TEST-commons-daemon-1.0.15.xml')).testcase
assert tests.collect { it.@name.text() }.sort() == ['help', 'option'] && tests.every { it.failure.isEmpty() }
assert log('configure').contains('checking for sys/capability.h... (cached) no')
assert build.run(build.installations().first().resolve('bin/jsvc'), '-help').output().contains('Usage: jsvc')
build.succeeded(3, 'Commons-daemon 1.0.15 is up to date in …: nothing to do')
assert build.started(3).isEmpty()

// What the page says of the draft: the digest that is pinned, the tests that are missing, the target that does not exist.
def draft = build.text('draft.yaml')
['  1.0.15: { sha256: e98d96c7c71e02d1a05ce1c417eedb588678ccecc55ba2e9ae2969e4ea910a90 }', '  # - name: libcap', '  test: none',
 '  install: { target: install }'].each { assert draft.contains(it) : it }
return null
