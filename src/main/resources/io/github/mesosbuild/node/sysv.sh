#!/bin/sh
### BEGIN INIT INFO
# Provides:          @DAEMON@
# Required-Start:    $remote_fs $network $syslog
# Required-Stop:     $remote_fs $network $syslog
# Should-Start:      zookeeper
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: Mesos @ROLE@
### END INIT INFO
# Written by mesos:node-config.
set -eu

pidfile=/var/run/@DAEMON@.pid
daemon=@PREFIX@/sbin/@DAEMON@

# The number in a stale file may be that of another process.
running() {
    start-stop-daemon "$@" --pidfile "$pidfile" --name @DAEMON@ --user root
}

start() {
    start-stop-daemon --start --oknodo --background --make-pidfile --pidfile "$pidfile" --name @DAEMON@ --user root \
        --startas /bin/sh -- -c 'ulimit -n 16384 && exec /usr/local/sbin/mesos-node @ROLE@'
}

stop() {
    running --stop --oknodo --retry TERM/20/KILL/5
    rm -f "$pidfile"
}

case ${1:-} in
    start) start ;;
    stop) stop ;;
    restart | force-reload)
        stop
        start
        ;;
    status) running --status && echo "$daemon is running" ;;
    *)
        echo "usage: $0 start|stop|restart|force-reload|status" >&2
        exit 2
        ;;
esac
