import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, "sample 1.0.0  signature by a key in the recipe")
build.succeeded(2, 'RELEASE       VERIFIED BY', 'mesos 0.24.0  pinned SHA-256', 'Debian 12', 'mesos 0.28.3  pinned SHA-256',
    'mesos 0.24.2  your own digest or keys  derived only', 'mesos 1.11.0  pinned SHA-256', 'Nothing verifies 0.24.2, 0.25.1, 0.26.1, 0.26.2, 0.27.3, 1.0.2, …, 1.7.3 yet. Pin the digest', 'Wrote …/releases.json')
def json = new JsonSlurper().parse(new File(basedir, 'target/releases.json'))
assert json.default == '0.24.0' && json.releases.size() == 54
def default24 = json.releases.find { it.version == '0.24.0' }
assert default24.pins['SHA-256'] == '6b8cfd723760d336f2aae543b0cfcea230c0d0247fed44876665578c06f983c4' && !default24.builtOn.empty
assert json.releases.find { it.version == '0.24.2' }.pins.isEmpty()
assert !new File(basedir, 'target/mesos').exists() || build.started(2).isEmpty()
build.succeeded(3, 'Toolchain …: unknown (the recipe does not cover sample 1.0.0')
