// On the class path of a test, the jars hide no other version of a library.
import io.github.mesosbuild.it.InvokedBuild
import java.util.jar.JarFile

new InvokedBuild(basedir).succeeded(1)

def jars = new File(localRepositoryPath, 'io/github/mesosbuild/mesos-maven-plugin').listFiles()
    .findAll { it.directory }.collectMany { it.listFiles().findAll { it.name.endsWith('.jar') } as List }
assert jars.any { it.name.endsWith('-api.jar') } && jars.any { !it.name.endsWith('-api.jar') }
jars.each { jar ->
  new JarFile(jar).withCloseable { content ->
    def files = content.entries().findAll { !it.directory }*.name
    assert files.any { it.startsWith('io/github/mesosbuild/shaded/') && it.endsWith('.class') }
    // Classes of plexus-utils and plexus-xml cross the border to Maven, under the names that Maven gives them.
    assert files.findAll { it.endsWith('.class') }.findAll {
      !it.startsWith('io/github/mesosbuild/') && !it.startsWith('org/codehaus/plexus/util/')
    } == []
    assert files.findAll { it.startsWith('META-INF/services/') || it.startsWith('META-INF/versions/') } == []
  }
}
true
