package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesTest {
    private static final String BSD =
            "Redistribution and use in source and binary forms, with or without\n * modification,";
    private static final String GPL_3 = "        GNU GENERAL PUBLIC LICENSE\n           Version 3, 29 June 2007\n";

    @TempDir
    Path directory;

    private Licences find() throws Exception {
        return Licences.of(SourceFiles.of(directory), "");
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }

    @ParameterizedTest
    @CsvSource({
        "'GNU GENERAL PUBLIC LICENSE Version 2, June 1991', GPL-2.0",
        "'GNU GENERAL PUBLIC LICENSE\n\n  Version 3, 29 June 2007', GPL-3.0",
        "'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999', LGPL-2.1",
        "'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007', LGPL-3.0",
        "'GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3', AGPL-3.0",
        "'                Apache License\n     Version 2.0, January 2004', Apache-2.0",
        "'Permission is hereby granted, free of charge, to any person\n# obtaining a copy', MIT",
        "'with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear', ISC",
        "'3. This notice may not be removed or altered from any source distribution.', Zlib",
    })
    void recognizesTexts(String text, String id) {
        assertThat(Licences.recognized(text)).containsExactly(id);
    }

    @Test
    void countsTheClausesOfBsd() {
        assertThat(Licences.recognized(BSD)).containsExactly("BSD-2-Clause");
        assertThat(Licences.recognized(BSD + " Neither the name of")).containsExactly("BSD-3-Clause");
        assertThat(Licences.recognized(BSD + " All advertising materials")).containsExactly("BSD-4-Clause");
        assertThat(Licences.recognized("All rights reserved.")).isEmpty();
    }

    @Test
    void aTextWithTwoLicensesIsToBeDecided() throws Exception {
        write("LICENSE", BSD + "\nAlternatively, the GNU General Public License applies.");
        assertThat(find().spdx()).isEmpty();
        assertThat(find().sentence()).contains("LICENSE (BSD-2-Clause), LICENSE (perhaps a license of GNU)");
    }

    @Test
    void theSourcesTellWhetherLaterVersionsAreAllowed() throws Exception {
        write("COPYING", GPL_3);
        write("src/a.c", "int a;");
        write("lib/copied.c", "GNU General Public License version 3 or any later version");
        assertThat(find().spdx()).contains("GPL-3.0-or-later");
        write(
                "src/a.c",
                "/* under the GNU General Public License, version 3 of the License, or (at your option) any\n * later version */");
        assertThat(find().sentence()).isEqualTo("COPYING, and 'any later version' in src/a.c");
    }

    @Test
    void noticesOfOtherLicensesDoNotCount() throws Exception {
        write("COPYING", GPL_3);
        write("src/a.c", "GNU Lesser Public License, version 2 or any later version");
        assertThat(find())
                .isEqualTo(new Licences(
                        Optional.empty(),
                        "the license. COPYING is that of GPL-3.0, but the first 1 sources do not tell whether later versions are allowed:"
                                + " GPL-3.0-only or GPL-3.0-or-later."));
    }

    @Test
    void whatIsMissingOrUnknownIsToBeDecided() throws Exception {
        assertThat(find().sentence()).isEqualTo("the license. No LICENSE or COPYING file was found.");
        write("LICENSE.txt", "Do what you like.");
        assertThat(find().sentence()).isEqualTo("the license. The text of LICENSE.txt was not recognized.");
        write("COPYING", BSD);
        assertThat(find().sentence())
                .isEqualTo(
                        "the license. These files were recognized: COPYING (BSD-2-Clause). These were not: LICENSE.txt.");
    }

    @Test
    void aLongFileOfBlankLinesIsReadQuickly() {
        assertThat(Licences.recognized("\n".repeat(2_000_000))).isEmpty();
    }
}
