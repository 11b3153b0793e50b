package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Test
    void findsWhatTheJdkFinds() {
        Random random = new Random(19);
        for (int round = 0; round < 20_000; round++) {
            String text = letters(random, random.nextInt(40));
            String wanted = letters(random, 1 + random.nextInt(6));
            byte[] bytes = (text + "abc").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(new ByteSearch(wanted.getBytes(StandardCharsets.ISO_8859_1)).isIn(bytes, text.length()))
                    .as("'%s' in '%s'", wanted, text)
                    .isEqualTo(text.contains(wanted));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append("ab\u00ff".charAt(random.nextInt(3)));
        }
        return letters.toString();
    }

    @Test
    void nothingCannotBeSearched() {
        assertThatThrownBy(() -> new ByteSearch(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
