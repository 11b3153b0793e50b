import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
['fetch', 'verify', 'go-offline', 'check-dependencies', 'unpack', 'configure', 'make', 'check', 'install', 'build', 'env', 'explain', 'releases', 'clean', 'node-config', 'node-apply', 'node-check', 'help'].each {
    build.said(1, "mesos:${it}")
}
['recipe', 'version', 'mirrors', 'keys', 'signers', 'acceptWeakSignatures', 'cacheDirectory', 'workDirectory', 'installDirectory',
    'configureArguments', 'makeArguments', 'jobs', 'timeoutSeconds', 'silentTimeoutSeconds', 'installDependencies', 'skip'].each {
    build.said(1, "User property: mesos.${it}")
}
['archive', 'environment', 'unpack', 'clean', 'env'].each { build.said(1, "    ${it}") }
assert !build.log(1).contains('(no description available)')
assert build.log(1).contains('zk://host:port,host:port/path')
assert !build.log(1).contains('?')
