import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make was stopped because it printed nothing for 5 s.',
    'All its processes were stopped. If it is only quiet, raise mesos.silentTimeoutSeconds.', 'Log: …/logs/make.log')
assert !build.log(1).contains('The first error')
['hang', 'hang-child'].each {
    def pid = build.text("target/mesos/sample-1.0.0/build/src/lib/${it}.pid").trim()
    def command = new File("/proc/${pid}/cmdline")
    assert !command.exists() || !command.text.contains('sleep') && !command.text.contains('hang')
}
true
