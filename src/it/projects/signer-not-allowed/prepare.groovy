import io.github.mesosbuild.it.InvokedBuild

context.userProperties.put('stranger', InvokedBuild.release(sample, '.').stranger)
