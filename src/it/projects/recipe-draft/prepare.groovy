import java.security.MessageDigest

def run = { String... command -> assert new ProcessBuilder(command).directory(basedir).inheritIO().start().waitFor() == 0 }

// The sample release with the edit that its own recipe makes for newer compilers.
def fixed = new File(basedir, 'fixed')
fixed.mkdirs()
run('tar', '-xf', "${sample}/sample-1.0.0.tar.gz" as String, '-C', 'fixed')
def source = new File(fixed, 'sample-1.0.0/src/lib/flags.cc')
source.text = source.text.replace('return argv > 0;', 'return *argv != nullptr;')
run('tar', '-czf', 'fixed/sample-1.0.0.tar.gz', '-C', 'fixed', 'sample-1.0.0')
def archive = new File(fixed, 'sample-1.0.0.tar.gz').bytes
def sha512 = MessageDigest.getInstance('SHA-512').digest(archive).encodeHex().toString()
new File(fixed, 'sample-1.0.0.tar.gz.sha512').text = "${sha512}  sample-1.0.0.tar.gz\n"
context.userProperties.put('right', sha512)

// A release that does not use autotools.
def tree = new File(basedir, 'cmake-1.0')
tree.mkdirs()
new File(tree, 'CMakeLists.txt').text = 'project(cmake)\n'
run('tar', '-cf', 'cmake-1.0.tar', 'cmake-1.0')
true
