import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
build.said(1, 'Packed sample 1.0.0 into …sample-1.0.0-linux-…tar.gz (…)')
build.said(1, 'Deployed io.github.mesosbuild.bundles:sample:1.0.0:tar.gz:linux-… to team (file:…)')
def repository = new File(basedir, 'target/team/io/github/mesosbuild/bundles')
def archives = new File(repository, 'sample/1.0.0').list().findAll { it.endsWith('.tar.gz') }
assert archives.size() == 1
assert new File(repository, 'sample-1.0.0/maven-metadata.xml').text.contains('<version>linux-')

// The second machine has neither the archive nor a network, and compiles nothing.
build.succeeded(2)
build.said(2, 'Bundles: io.github.mesosbuild.bundles:sample:1.0.0:tar.gz:linux-… fits, if its contents are trusted')
build.said(2, 'Looking for a bundle of sample 1.0.0 in team (file:…)')
build.said(2, 'Using io.github.mesosbuild.bundles:sample:1.0.0:tar.gz:…, built from the same inputs. The repository is trusted (mesos.bundles.trust=repository).')
assert build.started(2).isEmpty()
def taken = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/second/work/sample-1.0.0/report/report.json'))
assert taken.bundle.coordinates.startsWith('io.github.mesosbuild.bundles:sample:1.0.0:') && taken.bundle.exact && taken.verdict == 'succeeded'
assert taken.steps.every { it.state == 'skipped' } && taken.installation.files > 0
def installed = new File(basedir, 'target/second/installations').listFiles().findAll { it.directory }
assert installed.size() == 1
assert [new File(installed[0], 'bin/sample-cli').path, '--version'].execute().text.contains('sample 1.0.0')

build.succeeded(3)
build.said(3, 'Sample 1.0.0 is up to date in …: nothing to do')
assert !build.log(3).contains('Looking for a bundle')

build.failed(4, 'No bundle of sample 1.0.0 in team (file:…).')
assert !new File(basedir, 'target/third/installations').list().any { !it.startsWith('.') }

build.failed(5, 'mesos.bundles needs something that proves a bundle:…')

build.succeeded(6)
build.said(6, '…: trusted. The repository is trusted (mesos.bundles.trust=repository).')
build.said(6, 'It can run here.')

build.succeeded(7)
def deployed = new File(basedir, 'target/deployed/io/github/mesosbuild/bundles')
assert new File(deployed, 'sample/1.0.0').list().findAll { it.endsWith('.tar.gz') } == archives
assert new File(deployed, 'sample-1.0.0/maven-metadata.xml').text.contains('<version>linux-')

build.succeeded(8)
build.said(8, 'The same io.github.mesosbuild.bundles:sample:1.0.0:tar.gz:linux-… is in team (file:…) already. Nothing was uploaded.')

// Another format: the extension of all files follows, and the description names it.
build.succeeded(9)
build.said(9, 'Deployed smaller:sample:1.0.0:tar.zst:linux-… to team (file:…)')
def smaller = new File(basedir, 'target/team/smaller/sample/1.0.0').list()
assert smaller.any { it.endsWith('.tar.zst') }
assert !smaller.any { it.contains('.tar.gz') }
build.succeeded(10)
build.said(10, 'Bundles: smaller:sample:1.0.0:tar.zst:linux-… fits, if its contents are trusted')
build.said(10, 'Using smaller:sample:1.0.0:tar.zst:…, built from the same inputs. The repository is trusted (mesos.bundles.trust=repository).')
assert build.started(10).isEmpty()
build.failed(11, "mesos.bundle.format must be one of tar.gz, tar.xz, tar.zst, got 'zip'.")

// What could not be uploaded, read or signed is said before anything is done.
build.failed(12, 'Maven is offline, so that nothing can be uploaded. Run this goal without -o.')
assert !build.log(12).contains('Packed sample')
build.failed(13, 'There is no file …nothing.tar.gz. Correct mesos.verifyBundle.file.')
build.failed(14, '…pom.xml…')
assert !build.log(14).contains('Looking for a bundle')
assert build.started(14).isEmpty()
