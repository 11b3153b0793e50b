package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.net.URI;
import java.util.HashSet;
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
