import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The recipe nowhere.yaml cannot be used: it is neither a bundled recipe (mesos, commons-daemon) nor the file …/unknown-recipe/nowhere.yaml.',
    'Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file.')
