import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Sample 1.0.0 is installed in ')
assert build.installations()[0].resolve('bin/sample-cli').toFile().canExecute()
def log = build.text('target/mesos/sample-1.0.0/logs/configure.log')
assert log.contains('# environment: CXXFLAGS=\'-O0 -w -std=gnu++11 -DOWN\'\n')
assert log =~ /(?m)^# command: sh \S+source\/configure --prefix=\S+ --disable-java --disable-python$/
build.failed(2, 'Cannot configure sample 1.0.0: …/source/./Configure does not exist (build.command in the recipe).',
    'Correct build.command in the file that mesos.recipe names.')
true
