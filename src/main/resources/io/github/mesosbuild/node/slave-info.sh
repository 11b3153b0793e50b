# Finds out whether a slave would come back with other flags. A slave that recovers compares its host name, port, attributes and
# resources with those in slave.info, and ends if they differ (Slave::recover in src/slave/slave.cpp and SlaveInfo's operator== in
# src/common/type_utils.cpp at tag 0.24.0).

# Prints the value of a flag in a directory of flags.
slave_flag() {
    sed -n '1s/[[:space:]]*$//p' "$1/$2" 2>/dev/null || :
}

# Returns whether a slave would recover from a work directory. It does not after the machine was started again (state::recover in
# src/slave/state.cpp at tag 0.24.0).
recovers() {
    [ -n "$1" ] && [ -e "$root/$(place "$1/meta/slaves/latest")" ] || return 1
    boot=$root/$(place "$1/meta/boot_id")
    [ ! -e "$boot" ] || [ "$(tr -d '[:space:]' 2>/dev/null <"$boot" || :)" = "$(cat /proc/sys/kernel/random/boot_id)" ]
}

# Prints how the flags in a directory differ from a slave.info: "; NAME from OLD to NEW" for each difference. The file has four bytes
# with its size, then a message SlaveInfo of include/mesos/mesos.proto in the encoding of protobuf. Prints nothing if it is damaged.
slave_changes() {
    {
        for name in hostname port advertise_port default_role reconfiguration_policy; do
            printf 'flag\t%s\t%s\n' "$name" "$(slave_flag "$1" "$name")"
        done
        for kind in attributes resources; do
            for file in "$1/$kind"/*; do
                [ ! -s "$file" ] || printf '%s\t%s\t%s\n' "$kind" "${file##*/}" "$(cat "$file")"
            done
        done
        printf 'bytes\t'
        od -An -v -tu1 -N 1048576 "$2" 2>/dev/null | tr '\n' ' '
        echo
    } | LC_ALL=C awk -F '\t' '
        function byte() {
            if (at < size) return bytes[++at]
            damaged = 1
            return 0
        }
        function varint(    value, unit, part) {
            value = 0
            unit = 1
            do {
                part = byte()
                value += part % 128 * unit
                unit *= 128
            } while (part >= 128)
            return value
        }
        function double(    i, raw, exponent, fraction) {
            for (i = 0; i < 8; i++) raw[i] = byte()
            exponent = raw[7] % 128 * 16 + int(raw[6] / 16)
            fraction = raw[6] % 16
            for (i = 5; i >= 0; i--) fraction = fraction * 256 + raw[i]
            if (exponent == 0) return 0
            return (raw[7] < 128 ? 1 : -1) * (1 + fraction / 2 ^ 52) * 2 ^ (exponent - 1023)
        }
        function text(stop,    value) {
            value = ""
            while (at < stop && !damaged) value = value sprintf("%c", byte())
            return value
        }
        # Reads the key of a field. Sets its wire type and, if it has a length, where it ends.
        function field(    key, length_) {
            key = varint()
            wire = key % 8
            if (wire == 2) {
                length_ = varint()
                until = at + length_
            }
            return int(key / 8)
        }
        function skip(stop) {
            if (wire == 0) varint()
            else if (wire == 1) at += 8
            else if (wire == 2) at = stop
            else if (wire == 5) at += 4
            else damaged = 1
        }
        # Reads a message of one field, or of repeated ones; returns its values with commas.
        function values(stop, range,    number, inner, value, all) {
            all = ""
            while (at < stop && !damaged) {
                number = field()
                inner = until
                if (range && number == 1 && wire == 2) value = values(inner, 0)
                else if (wire == 0) value = sprintf("%.0f", varint())
                else if (wire == 1) value = sprintf("%.15g", double())
                else if (wire == 2) value = text(inner)
                else { skip(inner); continue }
                if (range) sub(/,/, "-", value)
                all = all (all == "" ? "" : ",") value
            }
            return all
        }
        function item(attribute, stop,    number, inner, name, role, value) {
            role = "*"
            while (at < stop && !damaged) {
                number = field()
                inner = until
                if (number == 1) name = text(inner)
                else if (number == 3) value = values(inner, 0)
                else if (number == 4) value = "[" values(inner, 1) "]"
                else if (number == 5 && attribute) value = values(inner, 0)
                else if (number == 5) value = "{" values(inner, 0) "}"
                else if (number == 6 && !attribute) role = text(inner)
                else {
                    # The flags of a disk, and reservations of Mesos 1.4 and later, are not compared.
                    if (!attribute && (number == 7 || number == 13)) foreign = 1
                    skip(inner)
                }
            }
            if (attribute) old["attribute " name] = plain(value)
            else offer(old, name, role, value)
        }
        function offer(all, name, role, value) {
            value = plain(value)
            # Mesos drops what is empty.
            if (value != "0" && value != "[]" && value != "{}") all["resource " name (role == "*" ? "" : "(" role ")")] = value
        }
        function sorted(all, count,    i, j, swap) {
            for (i = 2; i <= count; i++)
                for (j = i; j > 1 && all[j - 1] > all[j]; j--) {
                    swap = all[j]
                    all[j] = all[j - 1]
                    all[j - 1] = swap
                }
        }
        # Returns a value in the form that is the same for equal values.
        function plain(value,    count, part, i, ends, begin, end, result) {
            gsub(/ /, "", value)
            if (value ~ /^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$/) return sprintf("%.15g", value)
            if (value !~ /^[[{]/) return value
            count = split(substr(value, 2, length(value) - 2), part, ",")
            if (value ~ /^[{]/) {
                sorted(part, count)
                result = ""
                for (i = 1; i <= count; i++) result = result (i > 1 ? "," : "") part[i]
                return "{" result "}"
            }
            for (i = 1; i <= count; i++) {
                split(part[i], ends, "-")
                part[i] = sprintf("%020.0f-%020.0f", ends[1], ends[2])
            }
            sorted(part, count)
            result = ""
            for (i = 1; i <= count; i++) {
                split(part[i], ends, "-")
                if (i > 1 && ends[1] + 0 <= end + 1) {
                    if (ends[2] + 0 > end) end = ends[2] + 0
                    continue
                }
                if (i > 1) result = result sprintf("%.0f-%.0f,", begin, end)
                begin = ends[1] + 0
                end = ends[2] + 0
            }
            return "[" result (count ? sprintf("%.0f-%.0f", begin, end) : "") "]"
        }
        $1 == "flag" { flag[$2] = $3 }
        $1 == "attributes" { new["attribute " $2] = plain($3) }
        $1 == "resources" { resources[$2] = $3; mentioned = mentioned " " $2 }
        $1 == "bytes" { size = split($2, bytes, " ") }
        END {
            at = 4 + bytes[1] + 256 * bytes[2] + 65536 * bytes[3]
            if (at > size || bytes[4] > 0) exit
            size = at
            at = 4
            old["port"] = 5051
            while (at < size && !damaged) {
                number = field()
                stop = until
                if (number == 1) old["hostname"] = text(stop)
                else if (number == 3) item(0, stop)
                else if (number == 5) item(1, stop)
                else if (number == 8) old["port"] = varint()
                else skip(stop)
            }
            if (damaged || !("hostname" in old)) exit
            usual = flag["default_role"] == "" ? "*" : flag["default_role"]
            for (name in resources) {
                role = usual
                key = name
                if (match(key, /[(].*[)]/)) {
                    role = substr(key, RSTART + 1, RLENGTH - 2)
                    key = substr(key, 1, RSTART - 1)
                }
                offer(new, key, role, resources[name])
            }
            if (!index(mentioned, "ports")) offer(new, "ports", usual, "[31000-32000]")
            new["hostname"] = flag["hostname"]
            new["port"] = flag["advertise_port"] != "" ? flag["advertise_port"] : flag["port"]
            for (key in new) seen[key] = 1
            for (key in old) seen[key] = 1
            count = 0
            for (key in seen) keys[++count] = key
            sorted(keys, count)
            for (i = 1; i <= count; i++) {
                key = keys[i]
                name = key
                sub(/^resource /, "", name)
                sub(/[(].*/, "", name)
                # The slave detects what is not described. An additive policy of Mesos 1.5 and later allows more than this can judge.
                if (key ~ /^resource / && (foreign || flag["reconfiguration_policy"] == "additive")) continue
                if (key ~ /^resource (cpus|mem|disk|gpus)/ && !index(mentioned, name)) continue
                if (key ~ /^attribute / && flag["reconfiguration_policy"] == "additive") continue
                if (key ~ /^(hostname|port)$/ && new[key] == "") continue
                if (key in old && key in new && old[key] "" == new[key] "") continue
                sentence = key " from " (key in old ? old[key] : "nothing") " to " (key in new ? new[key] : "nothing")
                gsub(/[^ -~]/, "?", sentence)
                printf "; %s", sentence
            }
        }'
}

# lost_slave DAEMON DIRECTORY: prints why the slave would lose its tasks with the flags in the directory, if it would.
lost_slave() {
    kind=${1#mesos-}
    slave=$kind${MESOS_NODE_HOST:+ on $MESOS_NODE_HOST}
    work=$(plain "$(slave_flag "$2" work_dir)")
    before=$(plain "$(slave_flag "$root/$(place "etc/$1")" work_dir)")
    # In a condition, the shell would go on after a path that cannot be followed.
    place "$work/meta/slaves/latest/slave.info" >/dev/null || exit 1
    place "$before/meta/slaves/latest/slave.info" >/dev/null || exit 1
    if [ "$before" != "$work" ] && recovers "$before"; then
        say "The state of the $slave is in $before/meta, but its flag work_dir is described as $work. It would not find its tasks."
        return 0
    fi
    recovers "$work" && [ "$(slave_flag "$2" recover)" != cleanup ] || return 0
    changes=$(slave_changes "$2" "$root/$(place "$work/meta/slaves/latest/slave.info")")
    [ -z "$changes" ] ||
        say "Values that the $slave registered with change: ${changes#; }. It would end at its next start with" \
            "'Incompatible ${kind%%-*} info', because it recovers from $work/meta/slaves/latest."
}

# Returns whether the slave may start as a new one. Both names of the variable work for every release.
may_forget() {
    [ -n "${MESOS_NODE_FORGET_AGENT:-}${MESOS_NODE_FORGET_SLAVE:-}" ]
}

# Refuses flags with which the slave would lose its tasks, unless MESOS_NODE_FORGET_SLAVE or MESOS_NODE_FORGET_AGENT is set.
check_slave() {
    ! may_forget || return 0
    case $1 in
        mesos-agent*) variable=MESOS_NODE_FORGET_AGENT ;;
        *) variable=MESOS_NODE_FORGET_SLAVE ;;
    esac
    reason=$(lost_slave "$1" "$2")
    [ -z "$reason" ] ||
        die "$reason To keep its tasks, undo the change. Otherwise let the frameworks move them to other machines, and set" \
            "$variable=yes: the ${1#mesos-} starts as a new one, and its tasks are lost."
}

# Makes a slave start as a new one if it would not come back, and if it may.
forget_slave() {
    may_forget && [ -n "$(lost_slave "$1" "$2")" ] || return 0
    latest=$root/$(place "$(plain "$(slave_flag "$2" work_dir)")/meta/slaves")/latest
    reason=$(rm -f "$latest" 2>&1) || die "Cannot remove $latest: ${reason##*: }."
    say "Removed $latest. The ${1#mesos-} starts as a new one, without its tasks."
}
