import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path

context.server = ReleaseServer.start(Path.of(sample))
context.userProperties.put('mesos.mirrors', context.server.uri('nowhere/').toString() + ',' + context.server.uri(''))
context.userProperties.put('mesos.archive.sha512', InvokedBuild.release(sample, '.').sha512)
