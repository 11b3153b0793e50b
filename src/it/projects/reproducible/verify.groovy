import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
build.succeeded(2)
def bundle = { String home ->
    def files = new File(basedir, "target/${home}/work/bundles").listFiles().findAll { it.name.endsWith('.tar.gz') }
    assert files.size() == 1
    files[0]
}
def one = bundle('one')
def other = bundle('a-much-longer-name/two')
assert other.name == one.name
assert other.bytes == one.bytes
build.said(2, 'Sample 1.0.0 is installed in …/target/a-much-longer-name/two/cache/installations/sample-1.0.0-…')
def installed = new File(basedir, 'target/a-much-longer-name/two/cache/installations').listFiles().find { it.directory }
assert [new File(installed, 'bin/sample-cli').path, '--version'].execute().text.contains('sample 1.0.0')
assert !new File('/opt/mesos-maven-plugin/sample-1.0.0').exists()

// Rebuilt as it was built, although the user does not ask for that.
build.succeeded(3)
build.said(3, '    rebuild    the same inputs give the same bytes anywhere (mesos.reproducible)')
build.said(3, 'A build made here is identical: … files.')

build.failed(4, 'mesos.reproducible cannot be used with --prefix=/usr in mesos.configureArguments: …')
