import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def sha512 = build.text('fixed/sample-1.0.0.tar.gz.sha512').split(' ')[0]
build.succeeded(1, "Nothing proves this archive. It is trusted on first download, and the recipe pins its SHA-256 …. Compare it with",
    "sample-1.0.0.tar.gz matches the SHA-512 ${sha512} in sample-1.0.0.tar.gz.sha512.",
    'Sample 1.0.0: configure; needs C++ compiler, make; tests if there is a target …check…; license Apache-2.0',
    'To decide, marked …Decide:… in the file: ', 'Wrote recipe.yaml. Read it, then run …mesos:build… with -Dmesos.recipe=recipe.yaml')
build.succeeded(2, 'Sample 1.0.0 is installed in ')
assert !build.log(2).contains('Fetching ')
assert build.started(2) == ['Unpack', 'Configure', 'Make', 'Check', 'Install']
build.failed(3, 'Did not write …/recipe-draft/recipe.yaml: the file exists. Write to another file with -Dmesos.recipe.file=FILE, or replace this one with -Dmesos.recipe.overwrite=true.')
build.succeeded(4, "sample-1.0.0.tar.gz matches the SHA-512 ${sha512} pinned by mesos.archive.sha512.", 'Wrote recipe.yaml. ')
assert !build.log(4).contains('Nothing proves')
assert build.text('recipe.yaml').startsWith('# yaml-language-server: $schema=recipe.schema.json\n')
assert build.text('recipe.yaml').contains("pins:\n  1.0.0: { sha512: ${sha512} }\n")
build.failed(5, 'No archive is given. Name it with -Dmesos.archive.url=URL, -Dmesos.archive.file=FILE or -Dmesos.archive.artifact=COORDINATES.')
build.failed(6, 'sample-1.0.0.tar.gz is not trusted. The checksum files of sample-1.0.0.tar.gz contradict each other: some match it and some do not.')
build.failed(7, 'Cannot unpack …/sample-1.0.0.tar.gz: entry ')
build.failed(8, 'Cannot unpack sample-1.0.0.zip: the plugin does not read ZIP. Name a tar archive of the same release with -Dmesos.archive.url=URL: ')
build.failed(9, 'Cannot draft a recipe: sample-1.0.0.tar.gz is not in the cache and Maven is offline, so it cannot be downloaded from https://example.org/sample-1.0.0.tar.gz. Run the goal without -o, or use a local copy with -Dmesos.archive.file=FILE.')
build.failed(10, 'Cannot draft a recipe for cmake-1.0.tar: it is built with CMake. It has CMakeLists.txt, but neither configure nor configure.ac. The plugin drafts recipes for releases that use autotools or Meson.')
build.succeeded(11, 'Dry run: nothing was fetched. Would fetch sample-1.0.0.tar.gz from https://example.org/sample-1.0.0.tar.gz and write …/recipe-draft/other.yaml')
assert !new File(basedir, 'other.yaml').exists()
