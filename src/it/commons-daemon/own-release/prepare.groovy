context.userProperties.put('mesos.cacheDirectory', new File(basedir, 'target/cache').path)
if (System.getProperty('user.name') == 'root') {
    context.userProperties.put('mesos.test.user', 'root')
}
return null
