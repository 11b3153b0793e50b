package io.github.mesosbuild.cluster.values;

import java.util.Map;
import java.util.Optional;

/** Checks files with credentials (src/credentials/credentials.hpp at tag 1.11.0). No sentence has any of their content. */
final class CredentialFiles {
    private static final String RULE = "must name a JSON file of the message ";

    private final Map<String, String> messageByFlag;
    private final MessageSchema messages;

    /**
     * Creates a check.
     *
     * @param messageByFlag the message in the file of each flag
     */
    CredentialFiles(Map<String, String> messageByFlag, MessageSchema messages) {
        this.messageByFlag = messageByFlag;
        this.messages = messages;
    }

    /**
     * Checks the file that a flag names.
     *
     * @param value the value of the flag
     * @param content the text of the file
     */
    Optional<Invalid> check(String flag, String value, String content) {
        String message = messageByFlag.get(flag);
        if (message == null) {
            return Optional.empty();
        }
        String rule = RULE + message;
        try {
            if (!(JsonText.parse(content) instanceof Map<?, ?>)) {
                return Optional.of(Invalid.wrong(rule, value));
            }
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.wrong(rule, value));
        }
        return messages.check(message, content)
                .map(invalid -> new Invalid(Optional.empty(), rule, value, invalid.printed(), invalid.effect())
                        .after("Failed to parse " + flag.replaceFirst("^http_", "") + ": "));
    }
}
