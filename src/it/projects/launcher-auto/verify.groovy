import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Compiling through …/ccache, with the cache …/target/cache/compiler-cache/ccache; use -Dmesos.compilerLauncher=none to compile without it',
    '] ccache: … misses')
build.succeeded(3, 'Compiling through …/ccache', '] ccache: … hits, 0 misses (100.0 % from the cache)')
// The tree knows nothing of it, and what is built is the same to the plugin.
assert !build.text('elsewhere/sample-1.0.0/build/rules.mk').contains('ccache')
build.succeeded(4, 'Sample 1.0.0 is up to date in …: nothing to do')
assert build.installations().size() == 1
