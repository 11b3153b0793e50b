import java.nio.file.Files

// The same description later, with the numbers that were committed with it.
def base = basedir.toPath()
Files.createDirectories(base.resolve('grown'))
Files.move(base.resolve('grown.yaml'), base.resolve('grown/mesos-nodes.yaml'))
Files.writeString(base.resolve('grown/mesos-nodes.ids'), 'node1=1\nnode2=2\nnode3=3\n')
Files.createDirectories(base.resolve('foreign/node1'))
Files.writeString(base.resolve('foreign/node1/thesis.txt'), 'all my work')
return null
