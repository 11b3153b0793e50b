import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot use recipe nowhere.yaml: …/unknown-recipe/nowhere.yaml does not exist, and there is no bundled recipe of that name. Bundled recipes: mesos, commons-daemon.',
    'Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file.')
