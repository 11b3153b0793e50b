import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Quirk of-this-project: because I can', 'Unpack took ')
assert build.text('target/mesos/own-1.0.0/source/README').contains('My own release')
build.failed(2, 'Cannot use recipe …/user-recipe/wrong.yaml: It has 3 mistakes.', '…/user-recipe/wrong.yaml:2:1: Unknown key …titel….',
    '…/user-recipe/wrong.yaml:4:18: archive.file: …wrong.zip… cannot be unpacked: the plugin does not read ZIP.',
    '…/user-recipe/wrong.yaml:8:16: lines[0].build.library: …../x… leaves its directory.',
    'Correct the recipe, or set mesos.recipe to another one.')
