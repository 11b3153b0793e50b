def openssl = ['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-keyout', 'key.pem', '-out', 'cert.pem']
def process = new ProcessBuilder(openssl).directory(basedir).redirectErrorStream(true).start()
def output = process.inputStream.text
assert process.waitFor() == 0 : output
return null
