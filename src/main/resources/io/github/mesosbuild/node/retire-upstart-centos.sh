# ZooKeeper has a script in /etc/init.d, Mesos has jobs. Upstart 0.6.5 does not read overrides.
is_job() {
    exists "etc/init/$1.conf"
}

is_there() {
    is_job "$1" || exists "etc/init.d/$1"
}

is_enabled() {
    is_job "$1" || is_linked "$1"
}

# Nothing runs in an image, which has no processes.
is_running() {
    exists proc/1 || return 1
    if is_job "$1"; then
        run initctl status "$1" 2>/dev/null | grep -q ' start/'
    else
        run service "$1" status >/dev/null 2>&1
    fi
}

stop() {
    if is_job "$1"; then
        run initctl stop "$1"
    else
        run service "$1" stop
    fi
}

disable() {
    if is_job "$1"; then
        mv -f "$root/$(place "etc/init/$1.conf")" "$root/$(place "etc/init/$1.disabled")"
    else
        run chkconfig "$1" off
    fi
}
