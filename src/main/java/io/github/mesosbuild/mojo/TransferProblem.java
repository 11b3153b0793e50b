package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.TransferCancelledException;

/**
 * The reason why a transfer failed, in a few words.
 *
 * <p>Maven has had three HTTP clients, with exceptions of their own that a plugin cannot see, so the status is read from the messages.
 */
final class TransferProblem {
    /** "status code: 401", "status: 401", "Return code is: 401", and as Wagon has it: "401 Unauthorized". */
    private static final Pattern STATUS = Pattern.compile(
            "(?i:\\b(?:status(?: code)?|code is)\\s*:?\\s*|\\bHTTP\\s+)([1-5][0-9]{2})\\b|\\s([45][0-9]{2})\\s[A-Z]");

    private static final Pattern PEER =
            Pattern.compile("(?i)connection (refused|reset|timed out|closed)|no route to host|broken pipe");

    private final List<Throwable> chain = new ArrayList<>();

    TransferProblem(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
            chain.add(one);
        }
    }

    /** Returns whether the repository answered that it has no such file, or Maven is offline. */
    boolean isMiss() {
        return has(ArtifactNotFoundException.class) || has(MetadataNotFoundException.class);
    }

    /** Returns whether the checksum is wrong or missing. */
    boolean isWrongChecksum() {
        return has(ChecksumFailureException.class);
    }

    /** Returns whether the server did not answer, so that it is not worth another question. */
    boolean isSilence() {
        return status().isEmpty()
                && (has(ConnectException.class)
                        || has(NoRouteToHostException.class)
                        || has(UnknownHostException.class)
                        || has(SocketTimeoutException.class)
                        || has(TimeoutException.class)
                        || hasName("HttpTimeoutException", "HttpConnectTimeoutException"));
    }

    /** Returns the status that the server answered. */
    OptionalInt status() {
        for (Throwable one : chain) {
            // The client of the JDK, which Maven 4 may use, gives up without the status.
            if (message(one).startsWith("too many authentication attempts")) {
                return OptionalInt.of(401);
            }
            Matcher matcher = STATUS.matcher(message(one));
            if (matcher.find()) {
                return OptionalInt.of(Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the reason for a sentence "Cannot download x from y: reason." */
    String reason(String repositoryId) {
        for (Throwable one : chain) {
            if (one instanceof ChecksumFailureException wrong) {
                return wrong.getExpected() == null
                                || wrong.getActual() == null
                                || wrong.getExpected().isEmpty()
                        ? "the repository lacks the checksum file (.sha1 or .md5); deploy the bundle again"
                        : "its checksum is " + VisibleText.of(wrong.getActual()) + ", but the repository names "
                                + VisibleText.of(wrong.getExpected());
            }
            if (one instanceof TransferCancelledException || one instanceof TimeoutException) {
                return message(one);
            }
        }
        OptionalInt status = status();
        if (status.isPresent()) {
            return switch (status.getAsInt()) {
                case 401 ->
                    "status 401, the credentials of the <server> '" + repositoryId
                            + "' in your settings.xml are missing or wrong";
                case 403 -> "status 403, access is denied";
                case 407 -> "status 407, the credentials of the <proxy> in your settings.xml are missing or wrong";
                default -> "the server answered with status " + status.getAsInt();
            };
        }
        for (Throwable one : chain) {
            String known = known(one);
            if (!known.isEmpty()) {
                return known;
            }
        }
        Throwable last = chain.get(chain.size() - 1);
        String text = message(last).isBlank() ? last.getClass().getSimpleName() : message(last);
        return VisibleText.of(
                Redactor.text(text).strip().replaceFirst("[.!\\s]+$", "").replaceAll("\\s+", " "));
    }

    private static String known(Throwable failure) {
        String text = message(failure);
        if (failure instanceof RepositoryException && text.startsWith("Blocked ")) {
            return "a <mirror> of Maven's settings blocks it, as Maven does with plain HTTP by default";
        }
        if (failure instanceof UnknownHostException) {
            return "its host name cannot be resolved";
        }
        if (failure instanceof SocketTimeoutException
                || failure.getClass().getSimpleName().endsWith("TimeoutException")) {
            return "the server does not answer in time";
        }
        if (failure instanceof SSLException) {
            return certificate(text)
                    .orElseGet(() -> "the TLS connection failed: " + VisibleText.of(Redactor.text(text)));
        }
        if (text.contains("Premature end")
                || text.contains("prematurely")
                || text.contains("EOF reached while reading")) {
            return "the server's answer ended early";
        }
        Matcher peer = PEER.matcher(text);
        if (failure instanceof SocketException || failure instanceof java.io.IOException) {
            if (peer.find()) {
                return peer.group().toLowerCase(java.util.Locale.ROOT);
            }
            if (failure instanceof ConnectException) {
                return "the connection failed";
            }
        }
        return "";
    }

    /** @param text what the JDK reports of a certificate that it does not accept */
    private static Optional<String> certificate(String text) {
        if (text.contains("unable to find valid certification path")) {
            return Optional.of(
                    "Maven's JVM does not trust the server's certificate. Import the certificate of your authority"
                            + " with keytool into a copy of the JDK's cacerts, and name that file in MAVEN_OPTS:"
                            + " -Djavax.net.ssl.trustStore=FILE");
        }
        if (text.contains("trustAnchors parameter must be non-empty")) {
            return Optional.of("the file that javax.net.ssl.trustStore names in MAVEN_OPTS does not exist or has no"
                    + " certificates that can be read");
        }
        if (text.contains("subject alternative")) {
            return Optional.of("the server's certificate is for another host: " + VisibleText.of(Redactor.text(text)));
        }
        return text.contains("NotAfter") || text.contains("validity check failed")
                ? Optional.of("the server's certificate has expired, or this machine's clock is wrong")
                : Optional.empty();
    }

    private boolean has(Class<?> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private boolean hasName(String... names) {
        return chain.stream()
                .anyMatch(one -> List.of(names).contains(one.getClass().getSimpleName()));
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }
}
