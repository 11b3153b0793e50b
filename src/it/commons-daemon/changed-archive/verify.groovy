import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'commons-daemon-1.0.15-native-src.tar.gz is not trusted. Bad signature: commons-daemon-1.0.15-native-src.tar.gz does not match commons-daemon-1.0.15-native-src.tar.gz.asc, which claims to have been made by Mladen Turk … on 2013-03-28 12:54:06 UTC with key F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23 …. The archive was changed or damaged, or the signature belongs to another file.',
    'The file was set aside and is not used. Do not trust its source.')
assert build.archives().isEmpty() && build.installations().isEmpty() && build.started(1).isEmpty()
assert build.path('target/cache/archives/rejected/commons-daemon-1.0.15-native-src.tar.gz').toFile().exists()
