import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Tests run: 6, Failures: 0, Errors: 0, Skipped: 0')
def installation = build.log(1).readLines().find { it.contains("Mesos ${version} is ".toString()) }.replaceFirst('.* in (/\\S+?)(: nothing to do)?$', '$1')
assert ['nm', '-D', "${installation}/lib/libmesos.so".toString()].execute().text.readLines().count { it.contains(' T Java_org_apache_mesos_') } > 50
assert new File(installation, "share/java/mesos-${version}.jar").file
assert new File(installation, "share/java/mesos-${version}-shaded-protobuf.jar").file

// The framework once more, on another JDK.
if (binding.hasVariable('jdk25') && jdk25) {
    new Mavens(binding.variables).withCloseable {
        def log = it.succeed('jdk25', 'verify', '-Dit.test=DriverIT', "-Djvm=${jdk25}/bin/java", '-DargLine=--enable-native-access=ALL-UNNAMED',
            "-Dmesos.version=${version}", "-Dmesos.archive.sha256=${sha256}", "-Dmesos.mirrors=${mirrors}", "-Dmesos.cacheDirectory=${cache}",
            "-Dmesos-maven-plugin.version=${pluginVersion}")
        assert log.contains('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
    }
}
return null
