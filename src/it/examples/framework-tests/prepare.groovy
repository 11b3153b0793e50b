import java.nio.file.Files
import java.nio.file.Path

def programs = Files.createDirectories(basedir.toPath().resolve('target/daemons/sbin'))
['master', 'slave'].each { Files.createSymbolicLink(programs.resolve("mesos-$it"), Path.of("../../sample/sbin/sample-$it")) }
return null
