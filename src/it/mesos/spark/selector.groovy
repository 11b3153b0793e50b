// Spark 2.0 runs on no newer JDK.
return (binding.hasVariable('jdk8') && jdk8) as boolean
