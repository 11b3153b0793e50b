import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)

def original = build.text('original')
assert !build.text('changed').contains('/installations/')
assert build.text('changed').startsWith(original)
assert build.text('changed').readLines().count { it.contains('# >>> mesos-maven-plugin >>>') } == 1
assert build.text('changed').contains('elsewhere/bin')
assert build.text('removed') == original
build.said(3, 'Sample 1.0.0 is up to date in …/elsewhere: nothing to do')
def print = ['sh', '-c', '. ./changed; command -v sample-cli; echo "$MESOS_NATIVE_JAVA_LIBRARY"'].execute(null, basedir).text
assert print.readLines() == ["${basedir}/elsewhere/bin/sample-cli", "${basedir}/elsewhere/lib/libsample.so"]*.toString()
assert !build.path('target/mesos/mesos-env.sh').toFile().exists()
