// Nothing is in the log but what the invoker wrote, Maven's resetting of colours, and what a new JVM says of an old Maven.
def log = new File(basedir, 'build.log').text.replaceAll('\u001B\\[\\d*m', '')
assert log.readLines().every { it.isBlank() || it.startsWith('Running ') || it.startsWith('Finished ') || it.startsWith('WARNING: ') }
assert new File(basedir, 'target/mesos/mesos-env.sh').exists()
