#!/bin/sh
# mesos-node (master|@SLAVE@)[-INSTANCE]: starts a daemon of @PREFIX@ with the flags in /etc, like the packages' mesos-init-wrapper:
# /etc/mesos/zk, a file for each flag in /etc/mesos-master and /etc/mesos-@SLAVE@ ('?name' for a flag without a value), and files
# in attributes/ and resources/. Its environment is in /etc/default. An instance has its own flags and environment.
# With MESOS_NODE_ROOT, /etc is in that directory. Written by mesos:node-config.
set -eu

root=${MESOS_NODE_ROOT:-}
prefix=@QUOTED_PREFIX@
service=mesos-${1:-}
case $service in
    mesos-master | mesos-master-?*)
        daemon=mesos-master
        zk=zk
        ;;
    mesos-@SLAVE@ | mesos-@SLAVE@-?*)
        daemon=mesos-@SLAVE@
        zk=master
        ;;
    *)
        echo "usage: mesos-node (master|@SLAVE@)[-INSTANCE]" >&2
        exit 64
        ;;
esac
set --

# The daemon refuses a flag that is both in the environment and on the command line.
for variable in $(env | sed -n 's/^\(MESOS_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$variable"
done

if [ -f "$root/etc/mesos/zk" ]; then
    url=$(cat "$root/etc/mesos/zk")
    case $url in
        # Everybody can read a daemon's arguments, so a password is in its environment.
        *@*) export "MESOS_$(echo "$zk" | tr '[:lower:]' '[:upper:]')=$url" ;;
        *) set -- "$@" "--$zk=$url" ;;
    esac
fi
for file in "$root/etc/$service"/*; do
    [ -f "$file" ] || continue
    name=${file##*/}
    case $name in
        \?*) set -- "$@" "--${name#\?}" ;;
        *) set -- "$@" "--$name=$(cat "$file")" ;;
    esac
done
for kind in attributes resources; do
    joined=
    for file in "$root/etc/$service/$kind"/*; do
        [ -s "$file" ] || continue
        joined="$joined;${file##*/}:$(cat "$file")"
    done
    [ -z "$joined" ] || set -- "$@" "--$kind=${joined#;}"
done

# The environment comes last, so it cannot change anything that this script needs.
set -- "$prefix/lib" "$prefix/sbin/$daemon" "$@"
if [ -f "$root/etc/default/$service" ]; then
    # shellcheck disable=SC1090
    . "$root/etc/default/$service"
fi
LD_LIBRARY_PATH=$1${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
shift
exec "$@"
