import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'A program of make was killed, for lack of memory as a rule; it goes on with 2 jobs (log so far: …/logs/make-before-2.log)',
    'A program of make was killed, for lack of memory as a rule; it goes on with 1 job (log so far: …/logs/make-before-1.log)',
    'Make took ')
assert build.text('target/mesos/sample-1.0.0/logs/make-before-2.log').contains('Killed signal terminated program cc1plus')
assert !build.text('target/mesos/sample-1.0.0/logs/make.log').contains('Killed')
