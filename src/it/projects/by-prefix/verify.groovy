import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens
import java.nio.file.Files
import java.nio.file.StandardCopyOption

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make of sample 1.0.0 has not created …/build yet.')
def advice = (build.log(1) =~ /Run the goal of that step first, such as 'mvn (\S+)'/)[0][1]
assert advice ==~ /io\.github\.mesosbuild:mesos-maven-plugin:[^:]+:configure/

// The plugin is installed as README has it, by this Maven and into a repository of its own: the project, as far as it is compiled.
def plugin = new File(basedir, 'plugin')
def project = new File(itSettings).parentFile.parentFile.parentFile
def classes = new File(sample).parentFile.toPath().resolve('classes')
Files.walk(classes).withCloseable { it.forEach { file ->
    def copy = plugin.toPath().resolve('target/classes').resolve(classes.relativize(file).toString())
    if (Files.isDirectory(file)) {
        Files.createDirectories(copy)
    } else {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING)
    }
} }
new File(plugin, 'pom.xml').bytes = new File(project, 'pom.xml').bytes

def outer = Mavens.settings(binding.variables)
def plain = new File(basedir, 'settings.xml')
plain.text = outer
def grouped = new File(basedir, 'settings-with-group.xml')
grouped.text = outer.replace('<profiles>', '<pluginGroups><pluginGroup>io.github.mesosbuild</pluginGroup></pluginGroups><profiles>')
def (plainly, withGroup) = [plain, grouped].collect { settings ->
    Mavens.isolated(binding.variables, settings, new File(basedir, 'repository')).withArguments('-ntp',
        "-Dmesos.recipe=${new File(sample, 'sample.yaml')}", "-Dmesos.cacheDirectory=${new File(basedir, 'target/cache')}")
}
// Another plugin of the same group has its prefix there already, and keeps it.
def group = new File(basedir, 'repository/io/github/mesosbuild/maven-metadata-local.xml')
group.parentFile.mkdirs()
group.text = '''<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <plugins>
    <plugin>
      <name>Other</name>
      <prefix>other</prefix>
      <artifactId>other-maven-plugin</artifactId>
    </plugin>
  </plugins>
</metadata>
'''
plainly.inDirectory(plugin).succeed('install', 'install', '-DskipTests', '-Dmaven.main.skip', '-Dspotless.check.skip', '-Dinvoker.skip')
assert (group.text =~ /<prefix>(.*?)<\/prefix>/).collect { it[1] } == ['other', 'mesos']

// From a directory without a POM, exactly as everybody types it.
def everybody = withGroup.inDirectory(new File(basedir, 'empty'))
assert everybody.succeed('fetch', 'mesos:fetch').contains('Verified archive: ')
assert everybody.succeed('build', 'mesos:build', '-DskipTests').contains('Sample 1.0.0 is installed in ')
def unnamed = everybody.fail('unnamed', 'mesos:kill').readLines().findAll { it.contains('Name the node ') }
assert unnamed.size() == 1 && unnamed[0].count('Name the node ') == 1 && unnamed[0].contains("'mvn mesos:status' lists them")

// Without the group, the advice of the first run is what works.
assert plainly.fail('prefix', 'mesos:configure').contains("No plugin found for prefix 'mesos'")
assert plainly.succeed('advice', advice).contains('Configure took ')
