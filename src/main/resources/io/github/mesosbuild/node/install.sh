#!/bin/sh
# Installs what @HOST@ (@WHAT@) needs. As root, in a copy of this directory on that machine:
#   ./install.sh@USAGE@
# What it replaces goes into a directory below /var/backups/mesos-node. MESOS_NODE_ROOT is the root of an image, if it is not for this
# machine. Nothing is started here: that does restart.sh. Written by mesos:node-config.
set -eu
umask 022

cd "$(dirname "$0")"
root=${MESOS_NODE_ROOT:-}
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

# Keeps what is there under a path.
keep() {
    [ -e "$root/$1" ] || return 0
    mkdir -p "$backup/$(dirname "$1")"
    chmod 700 "$backup"
    cp -p "$root/$1" "$backup/$1"
}

# Puts a file of the tree to its place, with that mode.
put() {
    [ -f "$2" ] || die "$2 is missing beside this script"
    if [ -f "$root/$2" ] && cmp -s "$2" "$root/$2"; then
        chmod "$1" "$root/$2"
        return
    fi
    keep "$2"
    directory=$(dirname "$root/$2")
    mkdir -p "$directory"
    cp "$2" "$directory/.mesos-node.$$"
    chmod "$1" "$directory/.mesos-node.$$"
    mv -f "$directory/.mesos-node.$$" "$root/$2"
    say "wrote $root/$2"
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

# Refuses data of another server, which would not belong to its ensemble any more.
check_id() {
    id=$(run cat "$1" 2>/dev/null || :)
    case $id in
        "$2" | *[!0-9]* | '') ;;
        *) die "$1 says that the data there are those of server $id, and this host is server $2" ;;
    esac
}

[ "$(id -u)" -eq 0 ] || die "run it as root"
