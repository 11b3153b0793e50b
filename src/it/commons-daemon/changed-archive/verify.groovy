import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'commons-daemon-1.0.15-native-src.tar.gz is not trusted. commons-daemon-1.0.15-native-src.tar.gz.asc says: Mladen Turk … signed commons-daemon-1.0.15-native-src.tar.gz on 2013-03-28 12:54:06 UTC with the key F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23 …; but the bytes of commons-daemon-1.0.15-native-src.tar.gz are not those that were signed.',
    'The file was set aside and is not used. Do not trust its source.')
assert build.archives().isEmpty() && build.installations().isEmpty() && build.started(1).isEmpty()
assert build.path('target/cache/archives/rejected/commons-daemon-1.0.15-native-src.tar.gz').toFile().exists()
