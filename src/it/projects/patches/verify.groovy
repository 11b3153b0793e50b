import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Fetched far.patch, ', 'Fetched other.patch, ', 'A build of own 1.0.0 no longer needs a network')
build.succeeded(2, 'Patch readme.patch: the name is wrong.', 'Patch far.patch: a file is missing.', 'Unpack took ')
assert !build.log(2).contains('hostile.patch') && !build.log(2).contains('Fetching')
def source = 'target/mesos/own-1.0.0/source'
build.failed(3, 'Cannot apply the patch readme.patch to the sources of own 1.0.0: README has these changes already. Log: …',
    'restrict the patch to other versions with when')
build.failed(4, 'Cannot apply the patch hostile.patch to the sources of own 1.0.0: line 1 names …../../victim…, which leaves its directory.')
build.failed(5, 'Cannot use recipe …missing.yaml:10:13: patches[0].file: …gone.patch does not exist.')
assert !new File(basedir, 'target/mesos/victim').exists() && !new File(basedir, 'target/mesos/own-1.0.0/victim').exists()
true
