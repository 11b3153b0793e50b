import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Fetched commons-daemon-1.0.15-native-src.tar.gz',
    'Good signature: commons-daemon-1.0.15-native-src.tar.gz was signed by Mladen Turk … on 2013-03-28 12:54:06 UTC with key F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23 …',
    'Checked 4 requirements: all met', 'Commons-daemon 1.0.15 is installed in ')
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Install']
assert build.text('target/mesos/commons-daemon-1.0.15/logs/configure.log').contains('*** All done ***')
build.succeeded(2, 'Commons-daemon 1.0.15 is up to date in …: nothing to do')
assert build.started(2).isEmpty() && !build.log(2).contains('Fetch')
def installation = build.installations().first()
// By hand, as from a shell in which JAVA_HOME is set: without it jsvc looks for a JDK where this machine may have none.
assert build.run(installation.resolve('bin/jsvc'), '-help').output().contains('Usage: jsvc')
