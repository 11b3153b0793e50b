package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS of a daemon, as its environment sets it: with {@code SSL_ENABLED} and other variables until Mesos 0.28, and with {@code
 * LIBPROCESS_SSL_ENABLED} and others, or those, from 1.0 on (docs/mesos-ssl.md at tag 0.24.0, docs/ssl.md at tag 1.11.0).
 *
 * <p>A certificate proves a daemon if it is the daemon's own, from {@code SSL_CERT_FILE}, or if one from {@code SSL_CA_FILE} signed it.
 * Host names are not compared then: daemons of a local cluster are known by their addresses. Without these files, as on another machine,
 * the daemon needs a certificate that the JVM trusts, with its host name.
 *
 * @param certificate the file with the daemon's own PEM certificate, the first one in it; ignored if it does not exist
 * @param authorities the file with the PEM certificates of authorities; ignored if it does not exist
 * @param key the daemon's own PEM key, with which this client identifies itself where clients must
 */
public record Tls(Optional<Path> certificate, Optional<Path> authorities, Optional<Path> key) {
    /** The start of the variables' names from 1.0 on. */
    static final String PREFIX = "LIBPROCESS_";

    private static final Pattern PRIVATE_KEY = Pattern.compile("-{5}BEGIN (?:PRIVATE) KEY-{5}([^-]+)");

    /** Returns the TLS of a daemon with this environment; empty if it is off. */
    public static Optional<Tls> of(Map<String, String> environment) {
        return setting(environment, "SSL_ENABLED")
                .filter(value -> List.of("true", "1").contains(value))
                .map(on -> new Tls(
                        setting(environment, "SSL_CERT_FILE").map(Path::of),
                        setting(environment, "SSL_CA_FILE").map(Path::of),
                        setting(environment, "SSL_KEY_FILE").map(Path::of)));
    }

    /** Returns the TLS of a daemon with this environment on another machine, whose files are not here; empty if it is off. */
    public static Optional<Tls> elsewhere(Map<String, String> environment) {
        return of(environment).map(on -> new Tls(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<String> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).or(() -> Optional.ofNullable(environment.get(name)));
    }

    /** Returns whether a variable is one of these settings by its new name, which executors need as well. */
    static boolean isSetting(String variable) {
        return variable.startsWith(PREFIX + "SSL_");
    }

    /**
     * Returns what connections to the daemon trust and present.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file has no certificate or key that this JVM supports
     */
    SSLContext context() throws IOException, GeneralSecurityException {
        List<X509Certificate> own = read(certificate);
        List<X509Certificate> trusted = new ArrayList<>(read(authorities));
        own.stream().limit(1).forEach(trusted::add);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys(own),
                new TrustManager[] {new Known(own.stream().limit(1).toList(), authorities(trusted), trusted.isEmpty())},
                null);
        return context;
    }

    private static List<X509Certificate> read(Optional<Path> file) throws IOException, CertificateException {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    /** Returns the key, if it is an unencrypted one in PKCS #8 (RFC 5958), which {@code openssl req -nodes} writes. */
    private KeyManager[] keys(List<X509Certificate> own) throws IOException, GeneralSecurityException {
        if (key.isEmpty() || own.isEmpty() || !Files.isReadable(key.get())) {
            return null;
        }
        Matcher pem = PRIVATE_KEY.matcher(Files.readString(key.get(), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            return null;
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        KeyStore store = empty();
        char[] none = {};
        store.setKeyEntry("daemon", privateKey(encoded), none, own.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static X509ExtendedTrustManager authorities(List<X509Certificate> known)
            throws IOException, GeneralSecurityException {
        KeyStore store = null;
        if (!known.isEmpty()) {
            store = empty();
            for (int i = 0; i < known.size(); i++) {
                store.setCertificateEntry("known-" + i, known.get(i));
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    /** Trusts the known certificates themselves, and what they have signed; without any, what the JVM trusts, by host name. */
    private static final class Known extends X509ExtendedTrustManager {
        private final List<X509Certificate> known;
        private final X509ExtendedTrustManager authorities;
        private final boolean byName;

        Known(List<X509Certificate> known, X509ExtendedTrustManager authorities, boolean byName) {
            this.known = known;
            this.authorities = authorities;
            this.byName = byName;
        }

        private boolean isKnown(X509Certificate[] chain) {
            return chain.length > 0 && known.contains(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!isKnown(chain)) {
                authorities.checkServerTrusted(chain, type);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            if (byName) {
                authorities.checkServerTrusted(chain, type, socket);
            } else {
                checkServerTrusted(chain, type);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (byName) {
                authorities.checkServerTrusted(chain, type, engine);
            } else {
                checkServerTrusted(chain, type);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("This client accepts no connections.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.getAcceptedIssuers();
        }
    }
}
