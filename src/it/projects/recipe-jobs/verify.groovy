import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Make would run: it has not finished here before.', '    Make uses at most 2 jobs: the recipe limits it (build.jobs.make)',
    '    Check uses at most 3 jobs: the recipe limits it (build.jobs.test)')
build.succeeded(2, 'Make uses at most 2 jobs: the recipe limits it (build.jobs.make)')
build.succeeded(3, ' tests: ')
assert !build.log(3).contains('the recipe limits it')
true
