#!/bin/sh
# The Maven that runs this build, with its settings, its repository and its way to be offline. What is in .mvn of the
# project above is not for the release's own POM.
JAVA_HOME=@JAVA@
MAVEN_OPTS=@OPTIONS@
MAVEN_BASEDIR=@DIRECTORY@
MAVEN_SKIP_RC=true
export JAVA_HOME MAVEN_OPTS MAVEN_BASEDIR MAVEN_SKIP_RC
unset MAVEN_HOME M2_HOME MAVEN_CONFIG MAVEN_ARGS
exec @PROGRAM@ @ARGUMENTS@ "$@"
