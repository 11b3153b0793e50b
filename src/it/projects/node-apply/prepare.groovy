import java.nio.file.Files
import java.nio.file.Path

// As Debian's package of ZooKeeper leaves them, with a quorum of the guides.
def image = basedir.toPath().resolve('image')
['etc/zookeeper/conf_example', 'etc/alternatives', 'var/lib/zookeeper', 'etc/mesos-master'].each {
    Files.createDirectories(image.resolve(it))
}
Files.createSymbolicLink(image.resolve('etc/zookeeper/conf'), Path.of('/etc/alternatives/zookeeper-conf'))
Files.createSymbolicLink(image.resolve('etc/alternatives/zookeeper-conf'), Path.of('/etc/zookeeper/conf_example'))
Files.createSymbolicLink(image.resolve('var/lib/zookeeper/myid'), Path.of('/etc/zookeeper/conf/myid'))
Files.writeString(image.resolve('etc/zookeeper/conf_example/myid'), 'replace this text with the id\n')
Files.writeString(image.resolve('etc/mesos-master/quorum'), '1')
Files.writeString(image.resolve('etc/mesos-master/foreign'), 'flag')

def looping = Files.createDirectories(basedir.toPath().resolve('looping'))
Files.createSymbolicLink(looping.resolve('etc'), Path.of('/etc'))
// A slave that registered with another attribute.
def slaves = Files.createDirectories(basedir.toPath().resolve('registered/var/lib/mesos/slave/meta/slaves'))
Files.createDirectories(slaves.resolve('S0'))
Files.createSymbolicLink(slaves.resolve('latest'), Path.of('/var/lib/mesos/slave/meta/slaves/S0'))
Files.write(slaves.resolve('S0/slave.info'), Base64.decoder.decode(
    'PgAAAAoJMTI3LjAuMS4zGhgKBXBvcnRzEAEiCgoICJjyARCA+gEyASoqDQoEcmFjaxADKgMKAWIyBAoCUzA4AUAF'))
return null
