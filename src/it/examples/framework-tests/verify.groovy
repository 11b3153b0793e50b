import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Sample 1.0.0 is installed in …/target/sample')
// All classes are compiled.
build.succeeded(2, 'Running com.example.ClusterIT', 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
['DriverIT', 'HttpApiIT'].each { assert build.path("target/test-classes/com/example/${it}.class").toFile().file }
return null
