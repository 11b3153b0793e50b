package io.github.mesosbuild.release;

import java.io.IOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A text of YAML 1.2 in the failsafe schema, where {@code 0.10} is a text and stays one. */
public final class YamlText {
    private YamlText() {}

    /**
     * The document as maps, lists and texts.
     *
     * @param label the name of the file, for messages
     * @throws IOException if it is not YAML, or a key is there twice; the message says where
     */
    public static Object read(String label, String text) throws IOException {
        try {
            return new Load(LoadSettings.builder()
                            .setLabel(label)
                            .setSchema(new FailsafeSchema())
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
