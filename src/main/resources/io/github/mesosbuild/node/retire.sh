#!/bin/sh
# Stops and disables the services of @HOST@ whose roles it does not have, such as those of an earlier description. Keeps all files.
#   ./retire.sh          run as root; install.sh calls it, too
#   ./retire.sh --list   only prints those that run or start with the machine
# In an image, whose root directory is in MESOS_NODE_ROOT, services are only disabled. Written by mesos:node-config.
set -eu

label='retire.sh: '
root=${MESOS_NODE_ROOT:-}
case $root in
    '' | /*) ;;
    *) root=$PWD/$root ;;
esac
root=${root%/}
CDPATH='' cd -- "$(dirname "$0")"

@CHANGE_FILES@
exists() {
    [ -e "$root/$(place "$1")" ]
}

# Prints whether scripts in /etc/init.d start a service (S) with the machine, in runlevels 2 to 5.
is_linked() {
    for link in "$root"/etc/rc[2-5].d/S[0-9][0-9]"$1"; do
        [ ! -h "$link" ] || return 0
    done
    return 1
}

@INIT_SYSTEM@
# ZooKeeper of this machine may be that of others. It is the ensemble's only if its configuration is.
is_ours() {
    case $(sed -n 1p "$root/$(place etc/zookeeper/conf/zoo.cfg)" 2>/dev/null || :) in
        '# Written by mesos:node-config.'*) return 0 ;;
    esac
    return 1
}

# Prints a service and its states if it runs or starts with the machine.
list() {
    states=
    ! is_enabled "$1" || states=' enabled'
    ! is_running "$1" || states="$states running"
    [ -z "$states" ] || say "$1$states"
}

retire() {
    is_there "$1" || return 0
    if [ -n "$listing" ]; then
        list "$1"
        return 0
    fi
    [ "$(id -u)" -eq 0 ] || die "Run this script as root."
    if is_running "$1"; then
        stop "$1"
        say "Stopped $1, which is not one of the services of @HOST@."
    fi
    if is_enabled "$1"; then
        disable "$1"
        say "Disabled $1, which is not one of the services of @HOST@."
    fi
}

# Retires services of former instances, which are not among the arguments.
retire_instances() {
    for unit in "$root/$(place etc/systemd/system)"/mesos-*-*.service; do
        name=${unit##*/}
        name=${name%.service}
        case " $* " in
            *" $name "*) continue ;;
        esac
        case $(sed -n 1p "$unit" 2>/dev/null || :) in
            '# Written by mesos:node-config.'*) retire "$name" ;;
        esac
    done
}

case ${1:-} in
    '') listing= ;;
    --list) listing=yes ;;
    *)
        echo "usage: $0 [--list]" >&2
        exit 64
        ;;
esac
