say() {
    printf '%s\n' "$*"
}

die() {
    printf '%s%s\n' "$label" "$*" >&2
    exit 1
}

# Prints where a path is in the root. Links are followed as after chroot(2): an absolute link starts at the root, and '..'
# never leaves it.
place() {
    at=
    left=$1
    links=0
    while [ -n "$left" ]; do
        name=${left%%/*}
        case $left in
            */*) left=${left#*/} ;;
            *) left= ;;
        esac
        case $name in
            '' | .) ;;
            ..) at=${at%/*} ;;
            *)
                if [ -h "$root$at/$name" ]; then
                    links=$((links + 1))
                    [ "$links" -le 40 ] || die "Too many symbolic links on the way to /${1#/}: at $root$at/$name."
                    link=$(readlink "$root$at/$name")
                    case $link in
                        /*) at= ;;
                    esac
                    left=$link/$left
                else
                    at=$at/$name
                fi
                ;;
        esac
    done
    printf '%s\n' "${at#/}"
}

# Prints a path without superfluous slashes.
plain() {
    printf '%s\n' "$1" | sed 's#//*#/#g; s#\(.\)/$#\1#'
}

# Runs a command of the machine, or of the image.
run() {
    if [ -n "$root" ]; then
        chroot "$root" "$@"
    else
        "$@"
    fi
}
