#!/bin/sh
# Installs @HOST@ (@WHAT@). Run as root, in a copy of this directory on that machine:
#   ./install.sh@USAGE@
# Replaced files are kept in a directory under /var/backups/mesos-maven-plugin, with a script that puts them back. To install into an
# image, set MESOS_NODE_ROOT to its root directory. This script starts no services; restart.sh does. Services whose roles the host does not have
# are stopped and disabled by retire.sh, which this script calls. Written by mesos:node-config.
set -eu
umask 022

label='install.sh: '
root=${MESOS_NODE_ROOT:-}
case $root in
    '' | /*) ;;
    *) root=$PWD/$root ;;
esac
root=${root%/}
CDPATH='' cd -- "$(dirname "$0")"

@CHANGE_FILES@
[ "$(id -u)" -eq 0 ] || die "Run this script as root."
