import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens

def mavens = new Mavens(binding.variables)
// A compiler and a zlib of the project's own, so that they can be changed.
def compiler = new File(basedir, 'own-g++')
def zlib = new File(basedir, 'include/zlib.h')
def header = { version -> "#include_next <zlib.h>\n#undef ZLIB_VERSION\n#define ZLIB_VERSION \"${version}\"\n" }
compiler.text = '#!/bin/sh\nexec g++ "$@"\n'
compiler.executable = true
zlib.parentFile.mkdirs()
zlib.text = header('1.0-own')
def run = { goal, more = '', options = [] ->
    mavens.succeed('run', "mesos:${goal}", *(options.contains('-DskipTests=false') ? [] : ['-DskipTests']),
        "-Dmesos.configureArguments=CXX=${compiler} ${more}".trim(), "-Dmesos.environment.CPPFLAGS=-I${zlib.parent}", *options)
}
run('build')

// What does not matter: times, and another number of jobs.
compiler.setLastModified(1_400_000_000_000)
zlib.setLastModified(1_400_000_000_000)
new InvokedBuild(basedir).archives().each { it.toFile().setLastModified(1_400_000_000_000) }
def same = run('explain')
def nothing = { log ->
    assert log =~ /No step would run: sample 1\.0\.0 is already installed in \S+\./
    assert log.readLines().findAll { it =~ /(?<!No step) would run: / } == []
    assert log.readLines().count { it.contains(' would not run: ') } == 6
}
nothing(same)
assert same.contains("Check would not run: it is skipped, because the release's own tests are skipped.")
nothing(run('explain', '', ["-Dmesos.workDirectory=${basedir}/elsewhere"]))
def tests = run('explain', '', ['-DskipTests=false'])
assert !tests.contains('No step would run')
assert tests.readLines().findAll { it.contains('would run: ') } == ['[INFO] Check would run: it has not finished here before.']

def argument = run('explain', '--enable-extra')
assert argument.contains('Unpack would not run') && argument.contains('Configure would run: it has different inputs than in its last run.')
assert argument =~ /    arguments: .*--disable-python CXX=\S+own-g\+\+ .* -> .*--disable-python CXX=\S+own-g\+\+ --enable-extra /
assert !argument.contains('    tool.') && !argument.contains('    library.')

compiler.text += '# another\n'
def tool = run('explain')
assert tool =~ /    tool\.c\+\+: .*SHA-256 [0-9a-f]{64} -> .*SHA-256 [0-9a-f]{64}/
assert !tool.contains('    arguments') && !tool.contains('    library.')
compiler.text = compiler.text.replace('# another\n', '')

zlib.text = header('1.1-own')
def library = run('explain')
assert library =~ /    library\.zlib: 1\.0-own.* -> 1\.1-own/
assert !library.contains('    arguments') && !library.contains('    tool.')
zlib.text = header('1.0-own')

// Without the work tree the installation is there all the same.
def clean = run('clean')
assert clean.contains('Removed the work directory ')
assert !new File(basedir, 'target/mesos').exists()
def cleaned = run('explain')
nothing(cleaned)
assert cleaned.contains('Unpack would not run: it is not needed, because the installation exists.')
run('build')
assert !new File(basedir, 'target/mesos/sample-1.0.0/source').exists()
