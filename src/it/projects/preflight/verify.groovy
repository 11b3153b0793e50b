import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot use /nonexistent/tmp (java.io.tmpdir) for temporary files: it does not exist.', 'MAVEN_OPTS=-Djava.io.tmpdir=/var/tmp')
build.failed(2, 'The start-up file …/directory is not a regular file.', 'Set mesos.env.file to a regular file')
build.failed(3, 'Cannot compile anything with CXXFLAGS=--bogus: ', 'Correct CXXFLAGS in mesos.environment or mesos.configureArguments.')
assert !build.log(3).contains('apt-get')
(1..3).each { assert !build.log(it).contains('Fetched ') && build.started(it).isEmpty() }

// A project in a path with a blank can stay there, as the advice says.
def project = new File(basedir, 'my project')
new File(project, 'pom.xml').text = new File(basedir, 'pom.xml').text.replace('../setup/pom.xml', '../../setup/pom.xml')
def mavens = new Mavens(binding.variables).inDirectory(project).withArguments('mesos:build', '-DskipTests')
def refused = mavens.fail('refused')
assert refused.contains("/my project/target/mesos/sample-1.0.0' (mesos.workDirectory): configure and make cannot handle a space in a path.")
assert refused.contains('for example -Dmesos.workDirectory=/var/tmp/mesos. The project itself can stay where it is.')
assert !refused.contains('Fetched ')
def work = new File(basedir, 'target/work')
// In this project the cache is below the project, too.
def cached = mavens.fail('cached', "-Dmesos.workDirectory=${work}")
assert cached.contains("/my project/target/cache/installations' (mesos.cacheDirectory)") && !cached.contains('Fetched ')
assert mavens.succeed('elsewhere', "-Dmesos.workDirectory=${work}", "-Dmesos.cacheDirectory=${basedir}/target/cache").contains('Sample 1.0.0 is installed in ')
true
