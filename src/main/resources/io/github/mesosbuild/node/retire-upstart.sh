is_there() {
    exists "etc/init/$1.conf"
}

is_enabled() {
    ! cat "$root/$(place "etc/init/$1.conf")" "$root/$(place "etc/init/$1.override")" 2>/dev/null |
        grep -q '^[[:space:]]*manual[[:space:]]*$'
}

# Nothing runs in an image, which has no processes.
is_running() {
    exists proc/1 && run initctl status "$1" 2>/dev/null | grep -q ' start/'
}

stop() {
    run initctl stop "$1"
}

# The conventional way (init(5), "Override File Handling").
disable() {
    echo manual >>"$root/$(place "etc/init/$1.override")"
}
