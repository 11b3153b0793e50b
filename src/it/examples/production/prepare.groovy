// Five masters with the quorum of three; and the machines as addresses of this one, at ports where nothing listens.
def text = new File(basedir, 'rollover/2-masters.yaml').text
new File(basedir, 'too-early.yaml').text = text.replace('cluster: production', 'quorum: 2\ncluster: production')
new File(basedir, 'here.yaml').text = new File(basedir, 'mesos-nodes.yaml').text.replace('10.0.0.', '127.0.1.')
    .replace('cluster: production', 'ports: {client: 1, peer: 2, election: 3, master: 4, slave: 5}\ncluster: production')
// As Debian's package of ZooKeeper leaves them.
['node1', 'node4'].each { new File(basedir, "images/$it/etc/zookeeper/conf").mkdirs() }
return null
