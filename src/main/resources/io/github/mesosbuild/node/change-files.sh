# Changes files under $root. If the script ends before 'commit', everything is put back. Paths have no leading slash.

backup=
committed=

# Prints a setting of ZooKeeper's configuration, which is a file of Java properties; the last one counts.
zoo_setting() {
    sed -n "s/^[[:space:]]*$1[[:space:]]*[=:[:space:]][[:space:]]*//p" "$configuration" 2>/dev/null | sed -n '$s/[[:space:]]*$//p'
}

# Refuses to change the directories of ZooKeeper's data and transaction logs while the old ones hold data: the server would start
# empty.
check_data() {
    configuration=$root/$(place etc/zookeeper/conf/zoo.cfg)
    old=$(plain "$(zoo_setting dataDir)")
    [ -z "$old" ] || [ "$old" = "$1" ] || [ ! -d "$root/$(place "$old/version-2")" ] ||
        die "ZooKeeper's data is in $old, but the description puts it in $1. Stop ZooKeeper and move the data there first."
    logs=$(plain "$(zoo_setting dataLogDir)")
    logs=${logs:-$old}
    [ -z "$logs" ] || [ "$logs" = "${2:-$1}" ] || [ ! -d "$root/$(place "$logs/version-2")" ] ||
        die "ZooKeeper's transaction logs are in $logs, but the description puts them in ${2:-$1}. Set dataLogDir in" \
            "zookeeperSettings to $logs, or stop ZooKeeper and move them first."
}

# Refuses to drop settings of a zoo.cfg that somebody else wrote. The arguments are those of the new file.
check_settings() {
    configuration=$root/$(place etc/zookeeper/conf/zoo.cfg)
    case $(sed -n 1p "$configuration" 2>/dev/null || :) in
        '# Written by mesos:node-config.'*) return 0 ;;
    esac
    lost=
    for key in $(sed -n 's/^[[:space:]]*\([A-Za-z0-9][A-Za-z0-9_.]*\)[[:space:]]*[=:[:space:]].*/\1/p' "$configuration" 2>/dev/null || :); do
        case $key in
            server.*) continue ;;
        esac
        case " $* $lost " in
            *" $key "*) ;;
            *) lost="$lost $key" ;;
        esac
    done
    [ -z "$lost" ] ||
        die "/etc/zookeeper/conf/zoo.cfg has settings that the description does not mention:$lost. Add them to" \
            "zookeeperSettings, or remove them from the file."
}

# check_registry SERVICE DIRECTORY: refuses to change the directory of a master's registry while the old one holds it: the masters would
# forget their slaves.
check_registry() {
    old=$(plain "$(sed -n '1s/[[:space:]]*$//p' "$root/$(place "etc/$1/work_dir")" 2>/dev/null || :)")
    [ -z "$old" ] || [ "$old" = "$2" ] || [ ! -e "$root/$(place "$old/replicated_log")" ] ||
        die "The master's registry is in $old/replicated_log, but the description puts it in $2. Set the flag work_dir to $old, or" \
            "stop the master and move replicated_log to $2 first."
}

# Refuses to drop variables that somebody else set for a daemon. The first argument is the file in which a shell sets them, the others
# are the variables of the new file. Values may be secret, so they are never printed.
check_environment() {
    found=$root/$(place "$1")
    case $(sed -n 1p "$found" 2>/dev/null || :) in
        '# Written by mesos:node-config.'*) return 0 ;;
    esac
    ! grep -Eq '^[[:space:]]*(\.|source)[[:space:]]' "$found" 2>/dev/null ||
        die "/$1 reads other files. Add their variables to 'environment' or 'flags', and remove those lines from the file."
    lost=
    # Values in quotes may contain anything. The packages' own files set LOGS, MASTER, PORT, ULIMIT and ZK.
    for variable in $(sed -E "/^[[:space:]]*#/d; s/'[^']*'/_/g; s/\"(\\\\.|[^\"\\\\])*\"/_/g; s/[[:space:]]#.*//; s/[;&|\`()]/ /g" \
        "$found" 2>/dev/null | tr '[:space:]' '\n' | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)+*=.*/\1/p'); do
        case " $* LOGS MASTER PORT ULIMIT ZK $lost " in
            *" $variable "*) ;;
            *) lost="$lost $variable" ;;
        esac
    done
    [ -z "$lost" ] ||
        die "/$1 sets variables that the description does not mention:$lost. Add them to 'environment' or 'flags', or remove" \
            "them from the file."
}

# Refuses the data of another ZooKeeper server.
check_id() {
    id=$(tr -d '[:space:]' 2>/dev/null <"$root/$(place "$1")" || :)
    case $id in
        "$2" | *[!0-9]* | '') ;;
        *) die "/$1 contains the ID of server $id, but this host is server $2." ;;
    esac
}

begin_backup() {
    parent=$(place var/backups/mesos-maven-plugin)
    name=${MESOS_NODE_TIME:-$(date -u +%Y%m%dT%H%M%SZ)}
    copies=$root/$parent/$name
    number=1
    while [ -e "$copies" ]; do
        number=$((number + 1))
        copies=$root/$parent/$name-$number
    done
    reason=$({ mkdir -p "$root/$parent" && mkdir -m 700 "$copies"; } 2>&1) ||
        die "Cannot create $copies for a backup: ${reason##*: }. No files were changed."
    : >"$copies/changed"
    : >"$copies/created"
    {
        printf '#!/bin/sh\n# Puts back the files that were replaced at %s, and removes those that were added.\n' "$name"
        printf 'up=%s\n' "$(printf '/%s/%s' "$parent" "$name" | sed 's#/[^/]*#/..#g')"
        cat <<'RESTORE'
set -u
backup=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
root=$(cd "$backup$up" && pwd -P) || exit 1
status=0
while IFS= read -r path; do
    target=$root/$path
    if [ -f "$backup/files/$path" ]; then
        staged=$(dirname "$target")/.restored.$$
        cp -p "$backup/files/$path" "$staged" && mv -f "$staged" "$target"
    elif [ -e "$target" ]; then
        rm -f "$target"
    fi || {
        echo "Cannot put back $target." >&2
        status=1
    }
done <"$backup/changed"
sort -r "$backup/created" | while IFS= read -r directory; do
    rmdir "$root/$directory" 2>/dev/null || :
done
exit $status
RESTORE
    } >"$copies/restore.sh"
    chmod 700 "$copies/restore.sh"
    backup=$copies
}

# Copies a file to the backup, and notes that it is about to change.
keep() {
    case $1 in
        *"
"*) die "The name of /$1 contains a line break. Rename or remove the file." ;;
    esac
    [ -n "$backup" ] || begin_backup
    if [ -e "$root/$1" ]; then
        mkdir -p "$backup/files/${1%/*}"
        cp -p "$root/$1" "$backup/files/$1"
    fi
    printf '%s\n' "$1" >>"$backup/changed"
}

make_directory() {
    [ ! -d "$root/$1" ] || return 0
    case $1 in
        */*) make_directory "${1%/*}" ;;
    esac
    reason=$(mkdir "$root/$1" 2>&1) || die "Cannot create $root/$1: ${reason##*: }."
    printf '%s\n' "$1" >>"$backup/created"
}

# write MODE PATH SOURCE: copies a file to its place, with that mode.
write() {
    path=$(place "$2")
    target=$root/$path
    [ ! -e "$target" ] || [ -f "$target" ] || die "$target is not a regular file."
    keep "$path"
    make_directory "${path%/*}"
    new=${target%/*}/.mesos-node.$$
    # An access control list of the old file stays, its owner does not.
    reason=$({ if [ -f "$target" ]; then cp -a "$target" "$new" && chown "$(id -u):$(id -g)" "$new" && cat "$3" >"$new"; else cp "$3" "$new"; fi && chmod "$1" "$new" && mv -f "$new" "$target"; } 2>&1) || {
        rm -f "$new"
        die "Cannot write $target: ${reason##*: }."
    }
    say "Wrote $target."
}

# put MODE PATH: copies a file of this directory to its place, unless it is there with that mode.
put() {
    [ -f "$2" ] || die "$2 is missing next to this script."
    target=$root/$(place "$2")
    if ! cmp -s "$2" "$target" || [ "$(stat -c %a "$target")" != "$1" ]; then
        write "$1" "$2" "$2"
    fi
}

remove() {
    keep "$1"
    reason=$(rm -f "$root/$1" 2>&1) || die "Cannot remove $root/$1: ${reason##*: }."
    say "Removed $root/$1."
}

# Removes files that this directory does not have from a directory of the root: the daemon would read them as flags.
tidy() {
    directory=$(place "$1")
    for file in "$root/$directory"/*; do
        if [ ! -f "$file" ] || [ -f "$1/${file##*/}" ]; then
            continue
        elif [ -h "$file" ]; then
            say "Warning: $file is a symbolic link that is not in the description, but sets a flag. Remove it."
        else
            remove "$directory/${file##*/}"
        fi
    done
}

commit() {
    committed=yes
    [ -z "$backup" ] || say "To undo these changes: sh $backup/restore.sh"
}

finish() {
    status=$?
    trap - EXIT
    if [ -n "$backup" ] && [ -z "$committed" ]; then
        if sh "$backup/restore.sh"; then
            printf '%sAll files were put back as they were.\n' "$label" >&2
        else
            printf '%sThe previous files are in %s/files.\n' "$label" "$backup" >&2
            status=70
        fi
    fi
    exit "$status"
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
