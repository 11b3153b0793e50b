import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import java.security.MessageDigest

def build = new InvokedBuild(basedir)
def right = InvokedBuild.release(sample, '.')
def archive = build.archives()[0].resolve('sample-1.0.0.tar.gz').toFile()
def digest = { algorithm -> MessageDigest.getInstance(algorithm).digest(archive.bytes).encodeHex().toString() }
def json = { file -> new JsonSlurper().parse(new File(basedir, file)) }

// The first fetches, the second reads what is in the cache: the same report.
def sentence = "Good signature: sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${right.fingerprint} (RSA, SHA-512)."
[1, 2].each { run ->
    build.succeeded(run, 'sample-1.0.0.tar.gz: trusted', "  file      ${archive}", "  size      ${archive.length()} bytes",
        "  MD5       ${digest('MD5')}", "  SHA-1     ${digest('SHA-1')}", "  SHA-256   ${digest('SHA-256')}", "  SHA-512   ${digest('SHA-512')}",
        "  may sign  ${right.fingerprint}", "  [ok] ${sentence}", '  [ok] sample-1.0.0.tar.gz matches the SHA-512 ')
}
assert build.log(1).contains('Fetching') && !build.log(2).contains('Fetching')
def first = json('target/mesos/sample-1.0.0/verification.json')
def second = json('again.json')
assert first.trusted && first.refusal == null && first.size == archive.length() && first.path == archive.path
assert first.digests == ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'].collectEntries { [it, digest(it)] }
assert first.verdicts*.kind == ['CHECKSUM_AGREED'] * 3 + ['SIGNATURE_GOOD']
assert first.verdicts[3].signature.primaryKey == right.fingerprint && first.verdicts[3].signature.signer == 'Sample Signer <signer@example.org>'
assert first.findAll { it.key != 'judged' } == second.findAll { it.key != 'judged' }

// What is refused is reported too, with the place where it was put.
build.failed(3, 'sample-1.0.0.tar.gz: NOT TRUSTED', '  [--] Bad signature: sample-1.0.0.tar.gz does not match sample-1.0.0.tar.gz.asc, which claims to have been made by Sample Signer', 'The file was set aside and is not used.')
def bad = json('bad.json')
assert !bad.trusted && bad.refusal == 'BAD_SIGNATURE' && bad.path.endsWith('/archives/rejected/sample-1.0.0.tar.gz')
build.failed(4, 'sample-1.0.0.tar.gz: NOT TRUSTED', '  pinned    SHA-512 0123456789abcdef… (mesos.archive.sha512)')
def wrong = json('wrong.json')
assert !wrong.trusted && wrong.refusal == 'WRONG_DIGEST' && wrong.pins[0].pinnedBy == 'mesos.archive.sha512'
assert build.archives().size() == 1
