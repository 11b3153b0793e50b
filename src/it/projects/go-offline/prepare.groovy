import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path

context.server = ReleaseServer.start(Path.of(sample))
context.userProperties.put('mesos.archive.url', context.server.uri('sample-1.0.0.tar.gz').toString())
context.userProperties.put('mesos.archive.sha512', InvokedBuild.release(sample, '.').sha512)
