#!/bin/sh
# Installs what @HOST@ (@WHAT@) needs. As root, in a copy of this directory on that machine:
#   ./install.sh@USAGE@
# What it replaces goes into a directory below /var/backups/mesos-node. MESOS_NODE_ROOT is the root of an image, if it is not for this
# machine. Nothing is started here: that does restart.sh. Written by mesos:node-config.
set -eu
umask 022

root=${MESOS_NODE_ROOT:-}
case $root in
    '' | /*) ;;
    *) root=$PWD/$root ;;
esac
CDPATH='' cd -- "$(dirname "$0")"
backup=$root/var/backups/mesos-node/$(date +%Y%m%d-%H%M%S)-$$

die() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

say() {
    printf '%s\n' "$*"
}

# Runs a command of the machine, or of the image.
run() {
    if [ -n "$root" ]; then
        chroot "$root" "$@"
    else
        "$@"
    fi
}

# The place of a path, with the links of the image followed in the image.
place() {
    printf '%s/%s\n' "$root$(run readlink -m "/$(dirname "$1")")" "${1##*/}"
}

# Keeps what is there under a path.
keep() {
    there=$(place "$1")
    [ -e "$there" ] || return 0
    mkdir -p "$backup/$(dirname "$1")"
    chmod 700 "$backup"
    cp -p "$there" "$backup/$1"
}

# Puts a file of the tree to its place, with that mode.
put() {
    [ -f "$2" ] || die "$2 is missing beside this script"
    target=$(place "$2")
    if [ -f "$target" ] && cmp -s "$2" "$target"; then
        chmod "$1" "$target"
        return
    fi
    keep "$2"
    directory=$(dirname "$target")
    mkdir -p "$directory"
    cp "$2" "$directory/.mesos-node.$$"
    chmod "$1" "$directory/.mesos-node.$$"
    mv -f "$directory/.mesos-node.$$" "$target"
    say "wrote $target"
}

# Takes files out of a directory which the tree does not have: the daemon would read them as flags.
tidy() {
    for file in "$root/$1"/*; do
        [ -f "$file" ] || continue
        path=$1/${file##*/}
        if [ ! -f "$path" ]; then
            keep "$path"
            rm -f "$file"
            say "took $file away, a copy is below $backup"
        fi
    done
}

# Refuses to leave the data of a server behind, which would come back empty.
check_data() {
    old=$(run sed -n 's/^dataDir=//p' /etc/zookeeper/conf/zoo.cfg 2>/dev/null || :)
    [ -z "$old" ] || [ "$old" = "$1" ] || ! run test -d "$old/version-2" ||
        die "ZooKeeper has its data in $old here: stop it, and move them to $1 first"
}

# Refuses data of another server, which would not belong to its ensemble any more.
check_id() {
    id=$(run cat "$1" 2>/dev/null || :)
    case $id in
        "$2" | *[!0-9]* | '') ;;
        *) die "$1 says that the data there are those of server $id, and this host is server $2" ;;
    esac
}

[ "$(id -u)" -eq 0 ] || die "run it as root"
