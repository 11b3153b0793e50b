package io.github.mesosbuild.steps.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is passed on to the program patch, and what is refused before. In the texts, {@code ~} ends a line. */
class PatchFileTest {
    private static final String HUNK = "@@ -1 +1 @@~-old~+new~";

    @TempDir
    Path directory;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(Files.createDirectories(source.resolve("src")).resolve("a.c"), "old\n");
        Files.writeString(source.resolve("empty"), "");
        Files.createSymbolicLink(source.resolve("out"), directory);
        Files.createSymbolicLink(source.resolve("link.c"), Path.of("src/a.c"));
        Files.writeString(directory.resolve("victim"), "old\n");
    }

    private PatchFile.Applicable read(String text, int strip) throws PatchException {
        return PatchFile.of(text.replace('~', '\n'), strip).in(source);
    }

    private String refusal(String text) {
        return catchThrowableOfType(PatchException.class, () -> read(text, 1)).getMessage();
    }

    @Test
    void onlyNamesAndHunksArePassedOn() throws Exception {
        String mail = "From: A <a@b>~Subject: [PATCH] x~~s/1/2/~---~ a.c | 2 +-~~diff --git a/src/a.c b/src/a.c~"
                + "index 1..2 100644~--- a/src/a.c\t2015-01-01~+++ b/src/a.c~@@ -1,2 +1 @@ int main()~-old~-~+new~\\ No newline~--~2.39~";
        PatchFile.Applicable applicable = read(mail, 1);
        assertThat(applicable.text())
                .isEqualTo("--- src/a.c\n+++ src/a.c\n@@ -1,2 +1,1 @@\n-old\n-\n+new\n\\ No newline\n");
        assertThat(applicable.executables()).containsOnlyKeys("src/a.c").containsEntry("src/a.c", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --- /dev/null~+++ b/new/n.c~@@ -0,0 +1 @@~+x~                                    | new/n.c | /dev/null new/n.c
            --- a/n.c\\t1970-01-01 00:00:00 +0000~+++ b/n.c\\t2015~@@ -0,0 +1 @@~+x~          | n.c     | /dev/null n.c
            --- a/n.c~+++ b/n.c~@@ -0,0 +1 @@~+x~                                            | n.c     | /dev/null n.c
            --- a/empty~+++ b/empty~@@ -0,0 +1 @@~+x~                                        | empty   | empty empty
            --- a/src/a.c~+++ /dev/null~@@ -1 +0,0 @@~-old~                                  | src/a.c | src/a.c /dev/null
            --- a/src/a.c~+++ b/src/a.c\\t1970-01-01 01:00:00 +0100~@@ -1 +0,0 @@~-old~       | src/a.c | src/a.c /dev/null
            --- a/src/a.c.orig~+++ a/src/a.c~@@ -1 +1 @@~-old~+new~                          | src/a.c | src/a.c src/a.c
            --- a/src/a.c~+++ a/src/a.c.new~@@ -1 +1 @@~-old~+new~                           | src/a.c | src/a.c src/a.c
            """)
    void filesCanBeNewRemovedOrOneOfTwoNames(String text, String name, String headers) throws Exception {
        PatchFile.Applicable applicable = read(text.replace("\\t", "\t"), 1);
        assertThat(applicable.executables()).containsOnlyKeys(name);
        assertThat(applicable.text())
                .startsWith("--- " + headers.split(" ")[0] + "\n+++ " + headers.split(" ")[1] + "\n@@ ");
    }

    @Test
    void modesOfGitAreKeptForFilesWithLines() throws Exception {
        String script = "diff --git a/run b/run~new file mode 100755~--- /dev/null~+++ b/run~@@ -0,0 +1 @@~+x~";
        String plain = "diff --git a/src/a.c b/src/a.c~old mode 100755~new mode 100644~--- a/src/a.c~+++ b/src/a.c~";
        assertThat(read(script + plain + HUNK, 1).executables()).isEqualTo(Map.of("run", true, "src/a.c", false));
    }

    @Test
    void directoriesAreStrippedFromNames() throws Exception {
        assertThat(read("--- src/a.c~+++ src/a.c~" + HUNK, 0).executables()).containsOnlyKeys("src/a.c");
        assertThat(read("--- x//y/src/a.c~+++ x/y/src/a.c~" + HUNK, 2).executables())
                .containsOnlyKeys("src/a.c");
    }

    @Test
    void aFileCanBeChangedTwiceByASeries() throws Exception {
        String change = "--- a/src/a.c~+++ b/src/a.c~";
        assertThat(read(change + HUNK + change + "@@ -1 +1 @@~-new~+newer~", 1).text())
                .containsSubsequence("+new\n", "--- src/a.c", "+newer\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --- a/../victim~+++ b/../victim~HUNK                    | line 1 names '../victim', which leaves its directory
            --- /dev/null~+++ b/../new~@@ -0,0 +1 @@~+x~            | line 1 names '../new', which leaves its directory
            --- a/../victim~+++ /dev/null~@@ -1 +0,0 @@~-old~       | line 1 names '../victim', which leaves its directory
            --- a/src/a.c~+++ b/../victim~HUNK                      | line 1 names '../victim', which leaves its directory
            --- a/out/victim~+++ b/out/victim~HUNK                  | line 1 names 'out/victim', but out is a symbolic link
            --- /dev/null~+++ b/out/new~@@ -0,0 +1 @@~+x~           | line 1 names 'out/new', but out is a symbolic link
            --- a/link.c~+++ b/link.c~HUNK                          | line 1 changes link.c, which is not a regular file
            --- a/src~+++ b/src~HUNK                                | line 1 changes src, which is not a regular file
            --- a/none.c~+++ b/none.c~HUNK                          | line 1 changes none.c, which is not in the sources
            --- /dev/null~+++ b/src/a.c~@@ -0,0 +1 @@~+x~           | line 1 creates src/a.c, which is in the sources already
            --- /dev/null~+++ /dev/null~HUNK                        | line 1 names no file
            --- a.c~+++ a.c~HUNK                                    | line 1 names a.c, which has fewer leading directories than strip removes
            --- a/x y~+++ b/x y~HUNK                                | line 1 names b/x y: blanks, quotes and escapes are not supported
            1d~x~.~w~!touch /tmp/x~q~                               | contains no unified diff; make one with 'diff -u' or 'git diff'
            *** a/src/a.c~--- b/src/a.c~***************~            | line 1 begins a context diff; make the patch with 'diff -u'
            diff --git a/l b/l~new file mode 120000~--- /dev/null~+++ b/l~@@ -0,0 +1 @@~+/etc/passwd~ | line 2 makes or changes a file that is not a regular one
            rename from a~rename to b~                              | line 1 renames or copies a file; make the patch with 'git diff --no-renames'
            copy from a~copy to b~                                  | line 1 renames or copies a file; make the patch with 'git diff --no-renames'
            diff --git a/x b/x~GIT binary patch~literal 3~          | line 2 changes a file that is not a text
            Binary files a/x and b/x differ~                        | line 1 changes a file that is not a text
            diff --git a/x b/x~new file mode 100644~                | line 2 adds or removes an empty file, or changes only the mode of one
            diff --git a/x b/x~deleted file mode 100644~diff --git a/y b/y~ | line 2 adds or removes an empty file, or changes only the mode of one
            @@ -1 +1 @@~-a~+b~                                      | line 1 has a hunk without a file name before it
            --- a/src/a.c~+++ b/src/a.c~text~                       | line 1 names a file without a hunk
            --- a/src/a.c~+++ b/src/a.c~@@ -1,3 +1,3 @@~-old~+new~  | line 3 begins a hunk that has fewer lines than its @@ line announces
            --- a/src/a.c~+++ b/src/a.c~@@ -1 +1 @@~-old~-old~+new~ | line 3 begins a hunk that has fewer lines than its @@ line announces
            --- a/src/a.c~+++ b/src/a.c~@@ -1 +1~-old~+new~         | line 3 is not the head of a hunk
            --- a/src/a.c~+++ b/src/a.c~@@ -9999999999 +1 @@~       | line 3 is not the head of a hunk
            "~~"                                                    | contains no unified diff; make one with 'diff -u' or 'git diff'
            """)
    void whatCannotBeAppliedSafelyIsRefused(String text, String refusal) throws IOException {
        assertThat(refusal(text.replace("HUNK", HUNK))).startsWith(refusal);
        assertThat(Files.readString(directory.resolve("victim"))).isEqualTo("old\n");
    }

    @Test
    void linesInsideHunksAreNotMistakenForNames() throws Exception {
        String text = "--- a/src/a.c~+++ b/src/a.c~@@ -1,2 +1,2 @@~--- a/../x~-@@ -1 +1 @@~+++ b/../x~+rename from a~";
        assertThat(read(text, 1).executables()).containsOnlyKeys("src/a.c");
    }

    @Test
    void anAbsoluteNameIsRefusedUnlessItsBeginningIsStripped() {
        String text = "--- /etc/passwd~+++ /etc/passwd~" + HUNK;
        assertThat(catchThrowableOfType(PatchException.class, () -> read(text, 0)))
                .hasMessage("line 1 names '/etc/passwd', which is an absolute path");
        assertThat(refusal(text)).isEqualTo("line 1 changes etc/passwd, which is not in the sources");
    }

    @Test
    void namesInQuotesAreRefused() {
        assertThat(refusal("--- \"a/\\303\"~+++ \"b/\\303\"~" + HUNK))
                .isEqualTo("line 1 names \"b/\\303\": blanks, quotes and escapes are not supported");
    }
}
