context.userProperties.putAll([
    'mesos.recipe': new File(sample, 'sample.yaml').path,
    'mesos.cacheDirectory': new File(basedir, 'target/cache').path])
true
