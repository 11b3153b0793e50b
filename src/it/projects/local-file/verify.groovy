import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'mesos.archive.file must be an existing file, got …/local-file/nothing.tar.gz. Check the path.')
build.failed(2, '…/local-file/pom.xml is not a valid sample-1.0.0.tar.gz: its first bytes are … instead of those of a .gz file.', 'Check mesos.archive.file or mesos.archive.directory: the file is damaged or is not')
assert !build.log(2).contains('login page')
build.succeeded(3, 'Fetched sample-1.0.0.tar.gz', 'Good signature: ')
build.failed(4, 'mesos.archive.file must be an existing file, got …/local-file/nothing.tar.gz. Check the path.')
