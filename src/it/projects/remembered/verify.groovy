import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens

// A compiler, a header and a start-up file of the project's own, so that they can be changed.
def tools = new File(basedir, 'tools')
def compiler = new File(tools, 'own-g++')
def zlib = new File(basedir, 'include/zlib.h')
def startUpFile = new File(basedir, 'start-up')
tools.mkdirs()
zlib.parentFile.mkdirs()
compiler.text = '#!/bin/sh\nexec g++ "$@"\n'
compiler.executable = true
zlib.text = '#include_next <zlib.h>\n'
startUpFile.text = ''
def mavens = new Mavens(binding.variables).withArguments('-X', 'mesos:build', '-DskipTests', "-Dmesos.env.file=${startUpFile}",
    "-Dmesos.environment.CPPFLAGS=-I${zlib.parent}", "-Dmesos.environment.PATH=${tools}:${System.getenv('PATH')}",
    '-Dmesos.environment.CXX=own-g++')
def run = { String... more -> mavens.succeed('run', *more) }
def remembered = { it.contains('Nothing changed since the last build.') }
def steps = { it.readLines().findAll { it =~ /^\[INFO] (Unpack|Configure|Make|Install) .* run$/ }.size() }
def upToDate = { it.contains('is up to date in ') && steps(it) == 0 }
assert steps(run()) == 4

// Of the run that builds nothing is kept, of the next one it is.
def second = run()
assert upToDate(second) && !remembered(second)
def third = run()
assert upToDate(third) && remembered(third)
def saying = { it.readLines().findAll { it.startsWith('[INFO] Sample') || it.contains('start-up') && it.startsWith('[INFO]') } }
assert saying(second) == saying(third) && saying(third).size() == 2

// Whatever changes, it is found out anew, once.
def change = { what, then = upToDate, String... more ->
    what()
    def log = run(more)
    assert !remembered(log) && then(log) : saying(log)
    // What a run changes itself is looked at again by the next one.
    def changed = steps(log) > 0 || ['Wrote ', 'block added'].any { log.contains(it) }
    def next = changed ? run(more) : log
    assert upToDate(next) && !remembered(next) : saying(next)
    def last = remembered(run(more))
    assert last
}
change { compiler.setLastModified(1_400_000_000_000) }
change { zlib.setLastModified(1_400_000_000_000) }
change { new File(tools, 'make').with { it.text = '#!/bin/sh\nexec /usr/bin/make "$@"\n'; it.executable = true } }, { steps(it) > 0 }
change { startUpFile.text = '' }, { it.contains('start-up: block added') && upToDate(it) }
change { new File(basedir, 'target/mesos/mesos-env.sh').delete() }, { it.contains('Wrote ') && upToDate(it) }
change { new InvokedBuild(basedir).archives()[0].toFile().setLastModified(1_400_000_000_000) }
def prefix = (run() =~ /is up to date in (\S+): nothing/)[0][1]
change { assert new File(prefix, 'bin/sample-cli').delete() }, { steps(it) == 1 }
change {}, upToDate, '-Dmesos.jobs=2'
def again = run('-Dmesos.verifyAgain')
assert upToDate(again) && !remembered(again)
true
