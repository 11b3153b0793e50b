package io.github.mesosbuild.node;

/** The program that starts the services of a machine. */
public enum InitSystem {
    /** Units in {@code /etc/systemd/system}, {@code systemctl}. */
    SYSTEMD,
    /** Jobs in {@code /etc/init}, {@code initctl}. */
    UPSTART,
    /** Scripts in {@code /etc/init.d}, {@code service}. */
    SYSV
}
