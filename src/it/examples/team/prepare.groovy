import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.TeamKeys

// Bundles of an earlier run, signed with another key.
new File(localRepositoryPath, 'com/example/team').deleteDir()
['team', 'stranger'].each { TeamKeys.write(basedir, it) }
context.userProperties.putAll(['mesos.recipe': "$sample/sample.yaml".toString(), 'mesos.version': '1.0.0',
    'mesos.archive.sha256': InvokedBuild.release(sample, '.').sha256,
    'mesos.bundles.group': 'com.example.team',
    'team.repository': "team::${new File(basedir, 'target/repository').toURI()}".toString()])
return null
