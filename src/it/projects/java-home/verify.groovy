import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Sample 1.0.0 is installed in ')
assert build.installations().size() == 2

// The lines of a dry run have the same environment.
build.succeeded(2, 'Dry run: nothing was executed. These commands do the same:')
assert build.log(2).readLines().count { it.contains(' JAVA_HOME=/opt/mine ') && it.contains('MODE=of-the-recipe') && it.contains('| grep -F') } == 1
build.failed(3, "printed 'JAVA_HOME=/opt/mine MODE=of-the-recipe' instead of 'JAVA_HOME=/…", 'To see more, run the program by hand:',
    'If it needs a variable, set it with -Dmesos.environment.NAME=value.')

build.failed(4, 'mesos.javaHome must be the home of a JDK: /nonexistent does not exist.',
    "Correct mesos.javaHome, or remove it to use the JDK of Maven's toolchains, or else the JDK that runs Maven.")
assert ['Fetch', 'Installing', 'Verified'].every { !build.log(4).contains(it) }
build.failed(5, 'mesos.javaHome must be a JDK that can build mesos 0.24.0: …/jre has no bin/javac, no include/jni.h, no libjvm, ',
    'To build without the Java bindings: -Dmesos.java=false')
assert ['Installing', 'JDK: ', 'will be built'].every { !build.log(5).contains(it) }
build.failed(6, 'mesos.javaHome must be the home of a JDK: /nonexistent does not exist.')
build.succeeded(7, 'Verified archive: ')

build.failed(8, 'C++ compiler is missing (…no-such-compiler…)', 'zlib, libcurl, …', ' cannot be checked without a compiler.',
    'JDK: /…, version …, the one that runs Maven', 'Mesos 0.24.0 will be built without its Java bindings because mesos.java is false.')
assert build.log(8) =~ /(?m)zlib +not checked +cannot be checked without a compiler/
