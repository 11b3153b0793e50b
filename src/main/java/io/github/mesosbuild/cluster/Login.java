package io.github.mesosbuild.cluster;

/** A user name and a password for daemons that ask for them. {@code toString} does not contain the password. */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return user + ":***";
    }
}
