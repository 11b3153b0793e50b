package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import okhttp3.Response;

/** Recognizes answers that contradict HTTP and that OkHttp accepts or does not foresee. */
final class BrokenAnswers {
    private BrokenAnswers() {}

    /** Refuses an answer whose stated length is not a number, or not the same everywhere (RFC 9110, 8.6). */
    static Response requireValidLength(HttpRequester.Target target, URI url, Response response) throws FetchException {
        Set<String> lengths = new HashSet<>(response.headers("Content-Length"));
        for (String length : lengths) {
            if (lengths.size() > 1 || !length.matches("\\d{1,19}") || parsed(length) < 0) {
                response.close();
                throw failure(target, url, "its Content-Length is " + String.join(" and ", lengths), null);
            }
        }
        return response;
    }

    /**
     * Returns what the message of an exception of OkHttp and Okio means, in words for people who know neither.
     *
     * @param message the message; null if there is none, as for a body that ended early
     */
    static String words(String message) {
        if (message == null || message.startsWith("\\n not found")) {
            return "the connection was closed too early";
        }
        if (message.startsWith("byteCount < 0")
                || message.contains("[0-9a-fA-F]")
                || message.startsWith("expected chunk size")) {
            return "a chunk has an invalid size";
        }
        String shown = VisibleText.of(message);
        return shown.matches("[A-Z][a-z].*")
                ? shown.substring(0, 1).toLowerCase(Locale.ROOT) + shown.substring(1)
                : shown;
    }

    private static long parsed(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    static FetchException failure(HttpRequester.Target target, URI url, String problem, Throwable cause) {
        return new FetchException(
                        FetchException.Kind.BROKEN_ANSWER,
                        target.source(),
                        Redactor.withoutUserInfo(url) + " sent an invalid answer: " + VisibleText.of(problem),
                        cause)
                .at(url);
    }
}
