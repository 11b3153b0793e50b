is_there() {
    exists "etc/systemd/system/$1.service" || exists "lib/systemd/system/$1.service" ||
        exists "usr/lib/systemd/system/$1.service" || exists "etc/init.d/$1"
}

is_enabled() {
    for link in "$root"/etc/systemd/system/*.wants/"$1".service; do
        [ ! -h "$link" ] || return 0
    done
    is_linked "$1"
}

# systemd does not run in an image (sd_booted(3)). A service that ends again and again is 'activating' between two starts.
is_running() {
    [ -d "$root"/run/systemd/system ] || return 1
    case $(run systemctl is-active "$1" 2>/dev/null || :) in
        active | activating | reloading) return 0 ;;
    esac
    return 1
}

stop() {
    run systemctl stop "$1"
}

disable() {
    run systemctl disable "$1"
}
