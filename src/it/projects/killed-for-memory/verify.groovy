import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'A process of make was killed, probably by the OOM killer; retrying with 2 jobs (log so far: …/logs/make-before-2.log)',
    'A process of make was killed, probably by the OOM killer; retrying with 1 job (log so far: …/logs/make-before-1.log)',
    'Make took ')
assert build.text('target/mesos/sample-1.0.0/logs/make-before-2.log').contains('Killed signal terminated program cc1plus')
assert !build.text('target/mesos/sample-1.0.0/logs/make.log').contains('Killed')
