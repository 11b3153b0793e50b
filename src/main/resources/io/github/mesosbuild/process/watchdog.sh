# Ends the processes that carry a cookie, and their descendants, once the process that holds the other end of standard input has
# died without a word.
# The first line of standard input: NAME=VALUE as it stands in their environment. It is in no argument, because everybody can read
# those. $1: the grace between TERM and KILL in hundredths of a second.
# Standard output is the log of the command. POSIX sh (dash, bash, busybox) and Linux's /proc; of other programs it uses cat, tr
# and sleep, and grep if that can read lines with NUL bytes.
trap '' HUP INT QUIT TERM PIPE
grace=$1

# Nothing was started yet if its starter died before it wrote.
read -r tag && [ -n "$tag" ] || exit 0
if read -r word; then
    exit 0
fi

clock() {
    read -r now rest </proc/uptime
    now=${now%.*}${now#*.}
}

# Candidates only: one may end at any time and its number be given to another.
# PATH is in the environment of grep itself.
if [ -n "$({ echo PATH= | grep -ls -f - /proc/self/environ; } 2>/dev/null)" ]; then
    candidates() {
        printf '%s\n' "$tag" | grep -ls -f - /proc/[0-9]*/environ
    }
else
    candidates() {
        printf '%s\n' /proc/[0-9]*/environ
    }
fi

# Threads of the kernel and zombies have no exe.
carries() {
    [ -e "/proc/$1/exe" ] || return 1
    case $(tr '\000' '\n' <"/proc/$1/environ") in
        *"$tag"*) return 0 ;;
    esac
    return 1
} 2>/dev/null

# The parent of what lost its own. It ends by itself, after the last of its children.
reaps() {
    case $(tr '\000' '\n' <"/proc/$1/environ") in
        *MESOS_MAVEN_PLUGIN_REAPER=*) return 0 ;;
    esac
    return 1
} 2>/dev/null

# When a process started: field 22 of proc(5)'s stat, the 20th behind the name, which may hold anything.
started() {
    [ -e "/proc/$1/exe" ] && read -r stat <"/proc/$1/stat" || return 1
    set -- ${stat##*) }
    since=${20}
    [ -n "$since" ]
} 2>/dev/null

# Descendants belong to the tree although they may have dropped the cookie; from now on their start time tells them.
adopt() {
    for child in $(cat "/proc/$1"/task/[0-9]*/children 2>/dev/null); do
        case "$adopted" in
            *" $child:"*) continue ;;
        esac
        if started "$child"; then
            adopted="$adopted $child:$since"
            adopt "$child"
        fi
    done
}

# TERM once, KILL always.
signal() {
    found=1
    case "$signalled " in
        *" $2 "*) [ "$1" = KILL ] || return ;;
        *) signalled="$signalled $2" ended=$((ended + 1)) ;;
    esac
    kill -s "$1" "$2" 2>/dev/null
}

sweep() {
    found=0
    for file in $(candidates); do
        pid=${file#/proc/}
        pid=${pid%/environ}
        if carries "$pid"; then
            adopt "$pid"
            if [ $((now - start)) -lt $((grace + 500)) ] && reaps "$pid"; then
                found=1
            else
                signal "$1" "$pid"
            fi
        fi
    done
    for known in $adopted; do
        if started "${known%:*}" && [ "$since" = "${known#*:}" ]; then
            signal "$1" "${known%:*}"
        fi
    done
}

# Three sweeps in a row must find nothing: a process in the middle of an exec has no environment for an instant.
clock
start=$now
signalled=
adopted=
ended=0
quiet=0
while [ "$quiet" -lt 3 ] && [ $((now - start)) -lt $((grace + 3000)) ]; do
    if [ $((now - start)) -lt "$grace" ]; then
        sweep TERM
    else
        sweep KILL
    fi
    if [ "$found" = 1 ]; then
        quiet=0
    else
        quiet=$((quiet + 1))
    fi
    sleep 0.1 2>/dev/null || sleep 1
    clock
done
printf '\n# The process that ran this command died. Processes of the command that were ended: %s\n' "$ended"
