import io.github.mesosbuild.it.InvokedBuild
import java.nio.file.Files
import java.nio.file.Path

// Nobody answers there.
context.userProperties.put('mesos.archive.url', 'http://127.0.0.1:1/sample-1.0.0.tar.gz')
context.userProperties.put('mesos.archive.sha512', InvokedBuild.release(sample, '.').sha512)
Files.createDirectories(basedir.toPath().resolve('dist'))
Files.copy(Path.of(sample, 'sample-1.0.0.tar.gz'), basedir.toPath().resolve('dist/sample-1.0.0.tar.gz'))
null
