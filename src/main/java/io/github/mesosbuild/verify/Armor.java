package io.github.mesosbuild.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.ArmoredInputStream;

/** Finds the armored blocks of a text (RFC 9580, 6.2) and ignores the text between them. */
final class Armor {
    private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) (PGP [A-Z0-9 ,/]{1,40})-----");

    /**
     * One block.
     *
     * @param label the label in the block's first line, such as {@code PGP SIGNATURE}
     * @param data the decoded bytes; empty if the block is damaged
     * @param problem what is wrong with a damaged block, as a phrase that continues a sentence
     */
    record Block(String label, Optional<byte[]> data, String problem) {}

    private Armor() {}

    static List<Block> blocks(byte[] bytes) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        String label = null;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            Matcher boundary = BOUNDARY.matcher(line.stripTrailing());
            boolean atBoundary = boundary.matches();
            if (atBoundary && boundary.group(1).equals("BEGIN")) {
                if (label != null) {
                    blocks.add(unfinished(label));
                }
                label = boundary.group(2);
                block.setLength(0);
            }
            if (label != null) {
                block.append(line.stripTrailing()).append('\n');
                if (atBoundary && boundary.group(1).equals("END")) {
                    blocks.add(decode(label, block.toString()));
                    label = null;
                }
            }
        }
        if (label != null) {
            blocks.add(unfinished(label));
        }
        return blocks;
    }

    private static Block unfinished(String label) {
        return new Block(label, Optional.empty(), "has no end line");
    }

    private static Block decode(String label, String block) {
        try (ArmoredInputStream in =
                new ArmoredInputStream(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)), true)) {
            return new Block(label, Optional.of(in.readAllBytes()), "");
        } catch (IOException | RuntimeException e) {
            return new Block(label, Optional.empty(), "is damaged (" + e.getMessage() + ")");
        }
    }
}
