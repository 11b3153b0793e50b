import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'No such file: …/sample-9.9.9.tar.gz.', 'Check mesos.version, mesos.archive.url, mesos.mirrors and the recipe…s URLs.')
build.failed(2, 'The recipe mesos has no pinned digest for version 0.1.2.',
    'Set mesos.version to a pinned version (0.23.0, …, 1.11.0). For any other version, pin the digest you trust')
// A release of which nobody published a digest.
build.failed(3, 'The recipe mesos has no pinned digest for version 0.24.2.', 'or name a file of the signers… public keys with -Dmesos.keys=')
// Goals that do not read the archive do not verify it.
build.succeeded(4, 'RELEASE ', 'No work directory to remove.', 'Fetch would run')
