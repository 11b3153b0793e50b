import io.github.mesosbuild.it.InvokedBuild

def compiled = (1..2).collect { machine ->
  ProcessHandle.of(new File(basedir, "distccd-${machine}.pid").text as long).ifPresent { it.destroy() }
  new File(basedir, "distccd-${machine}.log").readLines().count { it.contains('COMPILE_OK') }
}
def build = new InvokedBuild(basedir)
build.succeeded(1, 'Compiling through …/distcc, on 127.0.0.1:…', 'Sample 1.0.0 is installed in …')
// Every object came from one of them, and each made some.
assert compiled.every { it >= 3 }: compiled
