import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
def installation = build.log(1).readLines().find { it.contains("Mesos ${version} is ".toString()) }.replaceFirst('.* in (/\\S+?)(: nothing to do)?$', '$1')
assert ['nm', '-D', "${installation}/lib/libmesos.so".toString()].execute().text.readLines().count { it.contains(' T Java_org_apache_mesos_') } > 50
assert new File(installation, "share/java/mesos-${version}.jar").file
assert new File(installation, "share/java/mesos-${version}-shaded-protobuf.jar").file
build.path('target/surefire-reports').toFile().listFiles().findAll { it.name.endsWith('.txt') }.each { assert it.text.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') }
return null
