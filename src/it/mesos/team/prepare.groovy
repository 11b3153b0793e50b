import io.github.mesosbuild.it.TeamKeys

// Bundles of an earlier run, signed with another key.
new File(localRepositoryPath, 'com/example/team').deleteDir()
TeamKeys.write(basedir, 'team')
context.userProperties.put('mesos.bundles.group', 'com.example.team')
context.userProperties.put('team.repository', "team::${new File(basedir, 'target/repository').toURI()}".toString())
return null
