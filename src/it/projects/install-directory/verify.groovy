import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The directory …/install-directory/foreign contains files that this plugin did not install.',
    'Set mesos.installDirectory to a new or empty directory.')
assert build.started(1).isEmpty()
assert build.path('foreign').toFile().list() == ['precious.txt']
assert build.text('foreign/precious.txt') == 'precious\n'
build.succeeded(2, 'Sample 1.0.0 is installed in …/install-directory/own')
build.succeeded(3, 'Sample 1.0.0 is up to date in …/install-directory/own: nothing to do')
assert "${build.path('own/bin/sample-cli')} --version".execute().text.contains('sample 1.0.0')
assert build.installations().isEmpty()
