#!/bin/sh
# javah, which went with JDK 10, by way of javac -h: javah [-d DIRECTORY] [-classpath PATH] CLASS...
directory=.
classpath=.
classes=
while test $# -gt 0; do
  case $1 in
    -d) directory=$2; shift ;;
    -classpath | -cp | --class-path) classpath=$2; shift ;;
    -jni | -force | -v | -verbose) ;;
    -*) echo "javah: the option $1 is not known here" >&2; exit 2 ;;
    *) classes="$classes $1" ;;
  esac
  shift
done
if test -z "$classes"; then
  echo "javah: no class is named" >&2
  exit 2
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
set --
headers=
for class in $classes; do
  set -- "$@" @SOURCES@/"$(echo "$class" | tr . /)".java
  headers="$headers $(echo "$class" | sed -e 's/_/_1/g' -e 's/[.]/_/g').h"
done
@JDK@/bin/javac -J-XX:TieredStopAtLevel=1 -nowarn -proc:none -implicit:none -h "$directory" -d "$scratch" -classpath "$classpath" \
  -sourcepath @SOURCES@ "$@" || exit 1
# A class without native methods gets a header too, as make expects; and each is newer than what it was made of.
for header in $headers; do
  touch "$directory/$header" || exit 1
done
