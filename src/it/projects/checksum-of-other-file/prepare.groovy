import io.github.mesosbuild.it.InvokedBuild

context.userProperties.put('right', InvokedBuild.release(sample, '.').sha512)
