import io.github.mesosbuild.it.InvokedBuild
import java.security.MessageDigest

def away = new File(basedir, 'away')
away.mkdir()
def far = new File(away, 'far.patch')
far.text = "--- /dev/null\n+++ sample/NEWER\n@@ -0,0 +1 @@\n+from an address\n"
def other = new File(away, 'other.patch')
other.text = far.text.replace('NEWER', 'OTHER')
def sha256 = { file -> MessageDigest.getInstance('SHA-256').digest(file.bytes).encodeHex() }
def recipe = { patches ->
    """recipe: own
version: 1.0.0
archive:
  file: sample-{version}.tar.gz
  directory: sample-{version}
  urls: ["file://${sample}/{file}"]
pins:
  1.0.0: { sha512: ${InvokedBuild.release(sample, '.').sha512} }
patches:
${patches}"""
}
new File(basedir, 'patched.yaml').text = recipe("""  - { file: readme.patch, because: the name is wrong. }
  - { url: "${far.toURI()}", sha256: ${sha256(far)}, because: a file is missing. }
  - { file: hostile.patch, when: { gcc: "< 1" }, because: it applies nowhere. }
  - { url: "${other.toURI()}", sha256: ${sha256(other)}, when: { gcc: "< 1" }, because: other machines need it. }
""")
new File(basedir, 'missing.yaml').text = recipe('  - { file: gone.patch, when: { release: "< 1" }, because: it is for another version. }\n')
new File(basedir, 'wrong.yaml').text = recipe("""  - { file: readme.patch, because: the name is wrong. }
  - { file: readme.patch, because: the name is still wrong. }
""")
new File(basedir, 'hostile.yaml').text = recipe('  - { file: hostile.patch, because: it is evil. }\n')
true
