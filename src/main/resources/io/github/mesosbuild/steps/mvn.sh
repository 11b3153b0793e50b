#!/bin/sh
# The Maven that runs this build, with its settings, its repository and its way to be offline. What is in .mvn of the
# project above is not for the release's own POM.
JAVA_HOME=@JAVA@
MAVEN_OPTS=@OPTIONS@
# It works for seconds, in which the second compiler of the virtual machine costs more than it gains.
MAVEN_OPTS="-XX:TieredStopAtLevel=1${MAVEN_OPTS:+ $MAVEN_OPTS}"
MAVEN_BASEDIR=@DIRECTORY@
MAVEN_SKIP_RC=true
export JAVA_HOME MAVEN_OPTS MAVEN_BASEDIR MAVEN_SKIP_RC
unset MAVEN_HOME M2_HOME MAVEN_CONFIG MAVEN_ARGS
exec @PROGRAM@ @ARGUMENTS@ "$@"
