package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
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

    @Test
    void findsInAStreamOfWhichOnlyAPartIsInMemory() throws Exception {
        byte[] wanted = "prefix".getBytes(StandardCharsets.ISO_8859_1);
        for (int at : new int[] {0, 1, 65_530, 65_536, 65_537, 65_542, 131_072, 199_994}) {
            byte[] bytes = new byte[200_000];
            assertThat(new ByteSearch(wanted).isIn(new ByteArrayInputStream(bytes)))
                    .isFalse();
            System.arraycopy(wanted, 0, bytes, at, wanted.length);
            assertThat(new ByteSearch(wanted).isIn(new ByteArrayInputStream(bytes)))
                    .as("at %d", at)
                    .isTrue();
        }
        assertThat(new ByteSearch(wanted).isIn(new ByteArrayInputStream(new byte[0])))
                .isFalse();
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
