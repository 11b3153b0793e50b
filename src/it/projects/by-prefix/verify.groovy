import io.github.mesosbuild.it.InvokedBuild
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.util.concurrent.TimeUnit

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

def outer = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def plain = new File(basedir, 'settings.xml')
plain.text = outer
def grouped = new File(basedir, 'settings-with-group.xml')
grouped.text = outer.replace('<profiles>', '<pluginGroups><pluginGroup>io.github.mesosbuild</pluginGroup></pluginGroups><profiles>')
def mvn = { directory, settings, log, expected, String... arguments ->
    def command = ["${mavenHome}/bin/mvn", '-B', '-ntp', '-s', settings.path, "-Dmaven.repo.local=${new File(basedir, 'repository')}",
        "-Dmesos.recipe=${new File(sample, 'sample.yaml')}", "-Dmesos.cacheDirectory=${new File(basedir, 'target/cache')}"]*.toString()
    directory.mkdirs()
    def process = new ProcessBuilder(command + arguments.toList()).directory(directory).redirectErrorStream(true)
        .redirectOutput(new File(basedir, "${log}.log")).start()
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly()
        assert false: "${log} does not end"
    }
    def text = build.text("${log}.log")
    assert (process.exitValue() == 0) == expected: text
    text
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
mvn(plugin, plain, 'install', true, 'install', '-DskipTests', '-Dmaven.main.skip', '-Dspotless.check.skip', '-Dinvoker.skip')
assert (group.text =~ /<prefix>(.*?)<\/prefix>/).collect { it[1] } == ['other', 'mesos']

// From a directory without a POM, exactly as everybody types it.
def empty = new File(basedir, 'empty')
assert mvn(empty, grouped, 'fetch', true, 'mesos:fetch').contains('Verified archive: ')
assert mvn(empty, grouped, 'build', true, 'mesos:build', '-DskipTests').contains('Sample 1.0.0 is installed in ')
def unnamed = mvn(empty, grouped, 'unnamed', false, 'mesos:kill').readLines().findAll { it.contains('Name the node ') }
assert unnamed.size() == 1 && unnamed[0].count('Name the node ') == 1 && unnamed[0].contains("'mvn mesos:status' lists them")

// Without the group, the advice of the first run is what works.
assert mvn(basedir, plain, 'prefix', false, 'mesos:configure').contains("No plugin found for prefix 'mesos'")
assert mvn(basedir, plain, 'advice', true, advice).contains('Configure took ')
