package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.Patch;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.steps.BuildRefusedException.Reason;
import io.github.mesosbuild.steps.patch.PatchException;
import io.github.mesosbuild.steps.patch.PatchFile;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Applies the patches of the recipe to the unpacked sources, with the program patch. All names in them are checked before. Files keep their
 * modification times, because these tell make what to generate again; new files get that of the newest file in the top directory.
 */
record ApplyPatches(PlannedBuild request) implements Action {
    private static final String PROGRAM = "patch";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> STRICT = List.of("--batch", "--forward", "--fuzz=0", "--unified");
    private static final Pattern FILE = Pattern.compile("(?:patching|checking) file '?(.*?)'?");
    private static final Pattern FAILED = Pattern.compile("Hunk #(\\d+) FAILED at (\\d+).*");

    private static List<Quirk> patches(BuildPlan plan) {
        return plan.quirks().stream().filter(quirk -> quirk.patch().isPresent()).toList();
    }

    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        List<Quirk> patches = patches(request.plan());
        if (patches.isEmpty()) {
            return;
        }
        Path source = request.workspace().source();
        if (new SearchPath(request.plan().environment(), source, FileObserver.NONE)
                .find(PROGRAM)
                .isEmpty()) {
            throw noProgram(request.release());
        }
        FileTime ofArchive = newest(source);
        for (Quirk quirk : patches) {
            Patch patch = quirk.patch().orElseThrow();
            PatchFile.Applicable applicable = understood(patch, source);
            Map<Path, FileTime> times = new HashMap<>();
            for (String name : applicable.executables().keySet()) {
                Path file = source.resolve(name);
                times.put(file, Files.exists(file) ? Files.getLastModifiedTime(file) : ofArchive);
            }
            apply(patch, applicable.text(), source, runner);
            finish(applicable, times, source);
        }
    }

    private static FileTime newest(Path directory) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    private PatchFile.Applicable understood(Patch patch, Path source) throws BuildRefusedException {
        try {
            return PatchFile.of(
                            patch.text().orElseThrow(() -> new IllegalStateException("not fetched: " + patch.place())),
                            patch.strip())
                    .in(source);
        } catch (PatchException e) {
            throw refused(request.release(), patch.name(), ": " + e.getMessage() + ".");
        }
    }

    static BuildRefusedException noProgram(String release) {
        return new BuildRefusedException(
                Reason.NO_PROGRAM_TO_PATCH,
                PROGRAM,
                "",
                List.of(),
                "Cannot apply the patches of " + release + ": the program patch is not on the PATH.");
    }

    /** @param clause the end of the sentence */
    static BuildRefusedException refused(String release, String patch, String clause) {
        return new BuildRefusedException(
                Reason.PATCH_FAILED,
                patch,
                "",
                List.of(),
                "Cannot apply the patch " + patch + " to the sources of " + release + clause);
    }

    private void apply(Patch patch, String text, Path source, StepRunner runner)
            throws BuildException, ProcessException, IOException, InterruptedException {
        Path log = request.workspace().log(PROGRAM);
        Files.createDirectories(log.getParent());
        Path input = Files.writeString(log.resolveSibling("applied.patch"), text, StandardCharsets.ISO_8859_1);
        List<String> argv = new ArrayList<>(List.of(PROGRAM));
        argv.addAll(STRICT);
        argv.addAll(List.of("--strip=0", "--no-backup-if-mismatch", "--reject-file=-", "--input=" + input));
        Map<String, String> environment = new HashMap<>(request.plan().environment());
        environment.put("LC_ALL", "C");
        List<String> lines = new ArrayList<>();
        Outcome outcome = runner.supervisor()
                .run(new Command(PROGRAM, argv, source, environment, log, LIMIT, Duration.ZERO), lines::add);
        if (!outcome.succeeded()) {
            throw refused(request.release(), patch.name(), why(lines) + " Log: " + log);
        }
    }

    /** Returns the end of a sentence: the first hunk that failed, or the first line of what patch printed. */
    private static String why(List<String> lines) {
        String file = "";
        for (String line : lines) {
            Matcher patching = FILE.matcher(line);
            Matcher failed = FAILED.matcher(line);
            if (patching.matches()) {
                file = patching.group(1);
            } else if (failed.matches()) {
                return ": hunk " + failed.group(1) + " of " + file + " does not match line " + failed.group(2)
                        + " and those after it.";
            } else if (line.startsWith("Reversed (or previously applied) patch")) {
                return ": " + file + " has these changes already.";
            }
        }
        return ": patch printed '" + lines.stream().findFirst().orElse("nothing") + "'.";
    }

    private static void finish(PatchFile.Applicable applicable, Map<Path, FileTime> times, Path source)
            throws IOException {
        for (Map.Entry<Path, FileTime> entry : times.entrySet()) {
            Path file = entry.getKey();
            Boolean executable =
                    applicable.executables().get(source.relativize(file).toString());
            if (!Files.exists(file)) {
                continue;
            }
            if (executable != null) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                for (PosixFilePermission permission : List.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE)) {
                    if (executable) {
                        permissions.add(permission);
                    } else {
                        permissions.remove(permission);
                    }
                }
                Files.setPosixFilePermissions(file, permissions);
            }
            Files.setLastModifiedTime(file, entry.getValue());
        }
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String source = ShellWords.quoted(request.workspace().source());
        for (Quirk quirk : patches(request.plan())) {
            Patch patch = quirk.patch().orElseThrow();
            String call =
                    PROGRAM + " " + String.join(" ", STRICT) + " --strip=" + patch.strip() + " --directory=" + source;
            if (patch.remote()) {
                String file = ShellWords.quoted(request.workspace().source().resolveSibling(patch.name()));
                lines.add("curl --fail --location --output " + file + " " + ShellWords.quoted(patch.place())
                        + " && echo " + patch.sha256().orElseThrow().hex() + "  " + file + " | sha256sum --check && "
                        + call + " --input=" + file);
            } else {
                lines.add(call + " --input="
                        + ShellWords.quoted(Path.of(patch.place()).toAbsolutePath()));
            }
        }
        return lines;
    }
}
