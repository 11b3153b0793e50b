import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make of sample 1.0.0 has not created …/build yet.', "Run the goal of that step first, such as 'mvn mesos:configure'")
build.said(3, "Kept the work directory …/broken/sample-1.0.0 (…); 'mvn mesos:shell' opens a shell in it, 'mvn mesos:clean' removes it")
build.succeeded(4, 'No terminal is available, so no shell was opened. To open it: sh …/broken/sample-1.0.0/logs/shell-make.sh')
build.succeeded(5, '…/target/mesos/sample-1.0.0/build\n', 'HELLO=world', 'LC_ALL=C')
assert !build.log(5).contains('MAVEN_PROJECTBASEDIR')
build.failed(6, "The command 'false' exited with status 1.")
build.failed(7, "mesos.step must be one of unpack, configure, make, check, install, got 'meke'.")

// The failed command again, in the place and with the environment that the log tells of.
def again = build.run('sh', build.path('broken/sample-1.0.0/logs/shell-make.sh'), 'make', '-C', 'src/lib', 'json.o')
assert again.status() == 2 && again.output().contains('undeclared_name')
