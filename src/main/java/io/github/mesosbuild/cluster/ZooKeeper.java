package io.github.mesosbuild.cluster;

import java.util.regex.Pattern;

/** Where the masters elect their leader. */
public sealed interface ZooKeeper {
    /** Of an embedded ensemble, where the masters keep what they elect by; Mesos does not take {@code /}. */
    String CHROOT = "/mesos";

    /** Nowhere: the one master leads. */
    record None() implements ZooKeeper {}

    /**
     * In an ensemble of this cluster's own.
     *
     * @param members one, or three
     */
    record Embedded(int members) implements ZooKeeper {}

    /**
     * In an ensemble that runs already.
     *
     * @param url {@code zk://[user:password@]host:port,…/path} (docs/high-availability.md at tag 0.24.0)
     */
    record External(String url) implements ZooKeeper {
        private static final Pattern URL = Pattern.compile("zk://(?:[^@/]+@)?[^,/@\\s]+(?:,[^,/@\\s]+)*/[^/\\s]\\S*");

        /** Whether a text is such a URL: with a path, which Mesos needs. */
        static boolean isUrl(String text) {
            return URL.matcher(text).matches();
        }
    }
}
