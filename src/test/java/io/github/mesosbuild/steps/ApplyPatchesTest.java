package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Patch;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Patches of a release with the file {@code data}, applied by the program patch of this machine. */
@Timeout(120)
class ApplyPatchesTest {
    private static final FileTime RELEASED = FileTime.from(Instant.parse("2015-09-01T00:00:00Z"));
    private static final String MAKEFILE = "all:\ninstall:\n\tcp @srcdir@/data $(DESTDIR)@prefix@\n";

    @TempDir
    Path directory;

    private Quirk patch(String name, String text) {
        Patch patch = new Patch(name, directory.resolve(name).toString(), false, Optional.empty(), 1, Optional.empty())
                .with(text.getBytes(StandardCharsets.ISO_8859_1));
        return QuirkBuilder.patch(patch, "the data is old.").build();
    }

    private static String change(String before, String after) {
        return "--- a/data\n+++ b/data\n@@ -1 +1 @@\n-" + before + "\n+" + after + "\n";
    }

    private OneMakefile release(Quirk... patches) throws Exception {
        return OneMakefile.in(directory, MAKEFILE, given -> given.quirks = List.of(patches));
    }

    private Path unpacked(OneMakefile release) throws Exception {
        PlannedBuild build = release.build(given -> {});
        release.builder().bring(Step.UNPACK, build);
        return build.workspace().source();
    }

    private BuildRefusedException refusal(Quirk... patches) throws Exception {
        OneMakefile release = release(patches);
        PlannedBuild build = release.build(given -> {});
        return catchThrowableOfType(
                BuildRefusedException.class, () -> release.builder().bring(Step.UNPACK, build));
    }

    @Test
    void patchesAreAppliedInOrderAndTimesAreKept() throws Exception {
        OneMakefile release = release(
                patch("one.patch", change("as released", "\u00e9")),
                patch("two.patch", change("\u00e9", "twice") + "--- /dev/null\n+++ b/new/file\n@@ -0,0 +1 @@\n+x\n"));
        Path source = unpacked(release);
        assertThat(source.resolve("data")).hasContent("twice");
        assertThat(Files.getLastModifiedTime(source.resolve("data"))).isEqualTo(RELEASED);
        assertThat(source.resolve("new/file")).hasContent("x");
        assertThat(Files.getLastModifiedTime(source.resolve("new/file"))).isEqualTo(RELEASED);
        assertThat(release.heard().take()).contains("curing one.patch", "curing two.patch");
        assertThat(source.toFile().list()).containsExactlyInAnyOrder("data", "configure", "Makefile.in", "new");
    }

    @Test
    void filesAreRemovedAndBecomeExecutable() throws Exception {
        String text =
                "diff --git a/run b/run\nnew file mode 100755\n--- /dev/null\n+++ b/run\n@@ -0,0 +1 @@\n+#!/bin/sh\n"
                        + "diff --git a/data b/data\ndeleted file mode 100644\n--- a/data\n+++ /dev/null\n@@ -1 +0,0 @@\n-as released\n";
        Path source = unpacked(release(patch("git.patch", text)));
        assertThat(source.resolve("run")).isExecutable();
        assertThat(source.resolve("data")).doesNotExist();
    }

    @Test
    void linesThatMovedAreFound() throws Exception {
        String configure = "--- a/configure\n+++ b/configure\n@@ -3,1 +3,1 @@\n-#!/bin/sh\n+#!/bin/sh -e\n";
        assertThat(unpacked(release(patch("moved.patch", configure))).resolve("configure"))
                .content()
                .startsWith("#!/bin/sh -e\n");
    }

    @Test
    void aHunkThatDoesNotMatchIsNamed() throws Exception {
        BuildRefusedException refused = refusal(patch("wrong.patch", change("of another version", "new")));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.PATCH_FAILED);
        assertThat(refused)
                .hasMessage("Cannot apply the patch wrong.patch to the sources of sample 1.0.0: hunk 1 of data does not"
                        + " match line 1 and those after it. Log: " + directory.resolve("work/logs/patch.log"));
    }

    @Test
    void contextThatIsNearlyRightIsNotEnough() throws Exception {
        String fuzzy = "--- a/configure\n+++ b/configure\n@@ -1,2 +1,2 @@\n-#!/bin/sh\n+#!/bin/sh -e\n for another;\n";
        assertThat(refusal(patch("fuzzy.patch", fuzzy)))
                .hasMessageContaining("hunk 1 of configure does not match line 1");
    }

    @Test
    void aPatchThatIsAppliedAlreadyIsRefused() throws Exception {
        Quirk patch = patch("one.patch", change("as released", "new"));
        assertThat(refusal(patch, patch)).hasMessageContaining(": data has these changes already.");
    }

    @Test
    void aFailedPatchLeavesNothingForTheNextRun() throws Exception {
        refusal(patch("one.patch", change("as released", "new")), patch("wrong.patch", change("x", "y")));
        assertThat(unpacked(release()).resolve("data")).hasContent("as released");
    }

    @Test
    void aPatchCannotLeaveTheSources() throws Exception {
        Path victim = Files.writeString(
                Files.createDirectories(directory.resolve("work")).resolve("victim"), "old\n");
        for (String name : List.of("a/../victim", "a/" + victim, "a/new/../../victim")) {
            String text = "--- NAME\n+++ NAME\n@@ -1 +1 @@\n-old\n+new\n".replace("NAME", name);
            String fresh = "--- /dev/null\n+++ NAME2\n@@ -0,0 +1 @@\n+new\n".replace("NAME", name);
            String gone = "--- NAME\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n".replace("NAME", name);
            for (String hostile : List.of(text, fresh, gone)) {
                if (hostile == fresh && !name.contains("..")) {
                    continue;
                }
                assertThat(refusal(patch("hostile.patch", hostile)).reason())
                        .isEqualTo(BuildRefusedException.Reason.PATCH_FAILED);
            }
        }
        assertThat(victim).hasContent("old");
        assertThat(directory.resolve("work/victim2")).doesNotExist();
    }

    @Test
    void aScriptOfEdIsNotRun() throws Exception {
        Path ran = directory.resolve("ran");
        assertThat(refusal(patch("ed.patch", "--- a/data\n+++ b/data\n1c\nx\n.\n!touch " + ran + "\nw\nq\n")))
                .hasMessageContaining("names a file without a hunk");
        assertThat(refusal(patch("ed.patch", "Index: data\n1c\nx\n.\n!touch " + ran + "\nw\nq\n")))
                .hasMessageContaining("contains no unified diff");
        assertThat(ran).doesNotExist();
    }

    @Test
    void anotherPatchOrOrderNeedsFreshSources() throws Exception {
        Quirk one = patch("one.patch", change("as released", "new"));
        Quirk two = patch("two.patch", change("new", "newer"));
        List<BuildPlan> plans = new ArrayList<>();
        for (Quirk[] patches : new Quirk[][] {{}, {one}, {one, two}, {two, one}, {patch("one.patch", "other")}}) {
            plans.add(release(patches).build(given -> {}).plan());
        }
        assertThat(plans).extracting(plan -> plan.inputsOf(Step.UNPACK)).doesNotHaveDuplicates();
        assertThat(plans).extracting(BuildPlan::prefix).doesNotHaveDuplicates();
        assertThat(plans.get(1).inputsOf(Step.UNPACK).changesSince(plans.get(0).inputsOf(Step.UNPACK)))
                .extracting(StepInputs.Change::input)
                .containsExactly("patch.1.one.patch");
    }

    @Test
    void aMissingProgramIsReported() throws Exception {
        OneMakefile release = release(patch("one.patch", change("as released", "new")));
        PlannedBuild build = release.build(given -> given.environment = Map.of("PATH", directory.toString()));
        BuildRefusedException refused = catchThrowableOfType(
                BuildRefusedException.class, () -> release.builder().bring(Step.UNPACK, build));
        assertThat(refused)
                .hasMessage("Cannot apply the patches of sample 1.0.0: the program patch is not on the PATH.");
    }

    @Test
    void thePrintedLinesDoTheSame() throws Exception {
        Quirk beside = patch("own.patch", change("as released", "new"));
        Files.writeString(directory.resolve("own.patch"), change("as released", "new"));
        Patch far = new Patch(
                "far.patch",
                "https://example.org/far.patch",
                true,
                beside.patch().get().sha256(),
                0,
                Optional.empty());
        Path source = unpacked(release());
        List<String> lines = new ApplyPatches(release(beside, beside.with(far)).build(given -> {})).lines();
        Process process =
                new ProcessBuilder("sh", "-c", lines.get(0)).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        assertThat(source.resolve("data")).hasContent("new");
        Path file = source.resolveSibling("far.patch");
        assertThat(lines.get(1))
                .isEqualTo("curl --fail --location --output " + file + " https://example.org/far.patch && echo "
                        + far.sha256().get().hex() + "  " + file
                        + " | sha256sum --check && patch --batch --forward --fuzz=0"
                        + " --unified --strip=0 --directory=" + source + " --input=" + file);
    }
}
