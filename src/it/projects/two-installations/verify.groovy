import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
(1..3).each {
    build.failed(it, 'Two executions write …/target/mesos/mesos-env.sh: one for the installation in …/two-installations/release, the other for the one in …/two-installations/debug.',
        'Give each execution a work directory of its own: mesos.workDirectory, or <workDirectory> in the POM.')
}
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Install']
assert build.started(2).isEmpty() && build.started(3).isEmpty()
build.succeeded(4)
assert build.text('target/mesos/mesos-env.sh').contains('/two-installations/release/bin')
assert build.text('target/debug/mesos-env.sh').contains('/two-installations/debug/bin')
return null
