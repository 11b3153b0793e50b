// Half of the masters, and the master's address as --ip of the slave.
def text = new File(basedir, 'mesos-nodes.yaml').text
new File(basedir, 'guide.yaml').text = text.replace('platform:', 'quorum: 1\nflags: {slave: {ip: "10.0.0.1:5050"}}\nplatform:')
return null
