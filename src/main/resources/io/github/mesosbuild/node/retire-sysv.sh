is_there() {
    exists "etc/init.d/$1"
}

is_enabled() {
    is_linked "$1"
}

# Nothing runs in an image, which has no processes.
is_running() {
    exists proc/1 && run service "$1" status >/dev/null 2>&1
}

stop() {
    run service "$1" stop
}

disable() {
    run update-rc.d "$1" disable
}
