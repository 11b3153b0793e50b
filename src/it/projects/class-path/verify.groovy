// On the class path of a test, the jars hide no other version of a library, and no other version hides theirs.
import io.github.mesosbuild.it.InvokedBuild
import java.util.jar.JarFile

def build = new InvokedBuild(basedir)
(1..4).each { build.succeeded(it) }

// Nothing comes along with them.
def ours = build.text('target/ours.path').tokenize(File.pathSeparator)
assert ours.size() == 2
assert ours.count { it.endsWith('-api.jar') } == 1 && ours.every { it.contains('mesos-maven-plugin') }
ours.each { jar ->
  new JarFile(jar).withCloseable { content ->
    def files = content.entries().findAll { !it.directory }*.name
    assert files.any { it.startsWith('io/github/mesosbuild/shaded/') && it.endsWith('.class') }
    // A goal that is a page of a site is one by the names of Maven's own interfaces.
    def sites = jar.endsWith('-api.jar') ? [] : files.findAll { it =~ '^org/apache/maven/(reporting|doxia/sink)/' }
    assert (files - sites).findAll { !(it =~ '^(io/github/mesosbuild|META-INF|licenses)/') } == []
    assert sites.size() <= 6
    assert files.findAll { it.startsWith('META-INF/services/') || it.startsWith('META-INF/versions/') } == []
  }
}

def java = "${System.getProperty('java.home')}/bin"
def installation = build.installations().first()
def used = ['older': ['okhttp/3.14.9', 'okhttp-3.14.9', 'okio-1.17.2', 'bcprov-jdk15on-1.70', 'snakeyaml-engine-2.0', 'commons-io-2.1',
                      'plexus-utils-3.0.24'],
            'newer': ['okhttp/4.12.0', 'okhttp-4.12.0', 'okio-jvm-3.6.0', 'bcprov-jdk18on-1.78.1', 'snakeyaml-engine-2.9',
                      'commons-io-2.16.1', 'plexus-utils-3.5.1']]
used.each { set, expected ->
  def theirs = build.text("target/${set}.path")
  def classes = build.path("target/${set}")
  def compiled = build.run("$java/javac", '-d', classes, '-cp', "$theirs:${ours.first()}", build.path('src/OtherVersions.java'))
  assert compiled.status() == 0, compiled.output()
  def names = ['OkHttpClient', 'Buffer', 'BouncyCastleProvider', 'Load', 'IOUtils', 'Commandline']
  def libraries = ["client: ${expected[0]}", 'okio: 64', 'signature: true', 'yaml: {hosts={node=[1, 2]}}', 'io: text', 'words: 1'] +
      (0..5).collect { "${names[it]} of ${expected[it + 1]}.jar" }
  def right = libraries + ['problems of the cluster: []', 'health: 200'] + libraries
  ours.each { jar ->
    ["$jar:$theirs", "$theirs:$jar"].each { path ->
      def ran = build.run("$java/java", '-XX:TieredStopAtLevel=1', '-cp', "$classes:$path", 'OtherVersions', installation, "$sample/sample.yaml")
      assert ran.status() == 0 && ran.output().readLines() == right*.toString(), "$path: ${ran.output()}"
    }
  }
}
return null
