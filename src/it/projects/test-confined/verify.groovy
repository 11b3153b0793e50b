import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def self = System.getProperty('user.name')
def user = self == 'root' ? 'nobody' : self
build.succeeded(1, "The tests run as $user, ", '16 tests: 15 passed, 1 skipped')
build.failed(2, 'Cannot run the tests as the user no-such-user: there is no such user.',
    'Name another user with -Dmesos.test.user=')
def log = new File(basedir, 'build.log').text
def left = new File('/tmp').listFiles().findAll { it.name.startsWith('sample-left-') }
assert left.every { log.contains("These files appeared in /tmp during the tests and were not removed: ") && log.contains(it.path) }
assert !log.contains('with a private /tmp') || left.isEmpty()
assert !new File(basedir, 'target/mesos/sample-1.0.0/tests/1').exists()
true
