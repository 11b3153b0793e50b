package io.github.mesosbuild.draft;

import io.github.mesosbuild.archive.TreePreparation;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Drafts a recipe: fetches the archive, unpacks it under the usual limits, and reads what is in it. Nothing of the archive is run, because
 * nothing may have verified it.
 */
public final class Drafter {
    private final FirstFetch fetch;
    private final Unpacker unpacker;
    private final Clock clock;

    /**
     * Creates a drafter.
     *
     * @param clock gives the day of the draft
     * @param waiting is told if another process fetches an archive of the same name
     */
    public Drafter(Fetcher fetcher, Sleeper sleeper, Unpacker unpacker, Clock clock, FileLock.Waiting waiting) {
        this.fetch = new FirstFetch(fetcher, sleeper, clock, waiting);
        this.unpacker = unpacker;
        this.clock = clock;
    }

    /**
     * Drafts a recipe.
     *
     * @throws Failure if the archive cannot be fetched or unpacked, something contradicts it, or it is not a release that the plugin can
     *     build ({@link DraftException})
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the thread was interrupted
     */
    public Draft draft(DraftRequest request) throws Failure, IOException, InterruptedException {
        request.check();
        FetchedArchive fetched = fetch.fetch(request);
        Files.createDirectories(request.cacheDirectory());
        Path scratch = Files.createTempDirectory(request.cacheDirectory(), "draft-");
        try {
            String top = unpack(request, fetched, scratch.resolve("source"));
            SourceFiles files = SourceFiles.of(scratch.resolve("source"));
            Draft draft = MesonFacts.appliesTo(files)
                    ? lookAtMeson(request, fetched, top, files)
                    : look(request, fetched, top, files);
            requireValid(draft, scratch);
            return draft;
        } finally {
            Trees.delete(scratch);
        }
    }

    private String unpack(DraftRequest request, FetchedArchive fetched, Path target)
            throws Failure, IOException, InterruptedException {
        try {
            Path archive = fetched.archive().file();
            String top = unpacker.top(archive);
            unpacker.unpack(
                    archive,
                    Optional.of(fetched.archive().sha256()),
                    target,
                    top,
                    TreePreparation.NONE,
                    UnpackListener.SILENT);
            return top;
        } catch (UnpackException e) {
            throw e.kind() == UnpackException.Kind.WRONG_TOP ? DraftException.noTop(request.fileName(), e) : e;
        }
    }

    private Draft look(DraftRequest request, FetchedArchive fetched, String top, SourceFiles files)
            throws Failure, IOException {
        ConfigureFacts facts = ConfigureFacts.of(request.fileName(), files);
        ReleaseName name = ReleaseName.of(
                request.fileName(),
                request.version(),
                List.of(
                        ReleaseName.witness("the archive's name", request.fileName()),
                        ReleaseName.witness("its top directory", top),
                        new ReleaseName.Witness("configure", facts.tarName(), facts.version())));
        Licences licence = Licences.of(files, facts.directory());
        Preparation preparation = Preparation.of(facts, files, KnownNeeds.BUNDLED);
        FoundNeeds needs = new NeedSurvey(facts, files, KnownNeeds.BUNDLED, name.name()).run();
        TestFacts tests = TestFacts.of(facts, files);
        RecipeWriter writer = writer(request, fetched, name);
        writer.head(facts.title(), facts.homePage(), licence);
        writer.archive(top);
        writer.trust();
        writer.requirements("configure", preparation.tools(), needs);
        writer.build(facts, preparation, tests);
        String place = facts.beside("configure");
        return draft(
                writer,
                name,
                fetched,
                List.of(
                        facts.hasScript()
                                ? place
                                : place + ", made by '"
                                        + String.join(
                                                " ", preparation.commands().get(0)) + "'",
                        summary(needs),
                        summary(tests),
                        summary(licence)));
    }

    private Draft lookAtMeson(DraftRequest request, FetchedArchive fetched, String top, SourceFiles files)
            throws Failure, IOException {
        MesonFacts facts = MesonFacts.of(files);
        ReleaseName name = ReleaseName.of(
                request.fileName(),
                request.version(),
                List.of(
                        ReleaseName.witness("the archive's name", request.fileName()),
                        ReleaseName.witness("its top directory", top),
                        new ReleaseName.Witness(MesonFacts.FILE, facts.name(), facts.version())));
        Licences licence = Licences.of(files, "");
        FoundNeeds needs = facts.needs(KnownNeeds.BUNDLED, name.name());
        TestFacts tests = facts.tests();
        RecipeWriter writer = writer(request, fetched, name);
        writer.head(Optional.empty(), Optional.empty(), licence);
        writer.archive(top);
        writer.trust();
        writer.requirements("Meson", List.of(), needs);
        writer.meson(tests);
        return draft(writer, name, fetched, List.of(MesonFacts.FILE, summary(needs), summary(tests), summary(licence)));
    }

    private RecipeWriter writer(DraftRequest request, FetchedArchive fetched, ReleaseName name) {
        return new RecipeWriter(request, fetched, name, LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }

    private static Draft draft(RecipeWriter writer, ReleaseName name, FetchedArchive fetched, List<String> summary) {
        return new Draft(
                writer.text().toString(),
                name.name() + " " + name.version(),
                List.copyOf(new LinkedHashSet<>(writer.text().decisions())),
                name.doubts(),
                String.join("; ", summary),
                fetched.findings(),
                fetched.firstUse(),
                fetched.archive().sha256().hex());
    }

    private static String summary(FoundNeeds needs) {
        return "needs "
                + String.join(", ", needs.certain().stream().map(Need::name).toList());
    }

    private static String summary(TestFacts tests) {
        return tests.none()
                ? "no tests"
                : tests.target()
                        .map(target -> "tests by 'make " + target + "'"
                                + (tests.serial()
                                                .filter(SerialTests.Remark::certain)
                                                .isPresent()
                                        ? ", one at a time"
                                        : ""))
                        .orElse("tests if there is a target 'check'");
    }

    private static String summary(Licences licence) {
        return "license " + licence.spdx().orElse("to decide");
    }

    /** A draft that the plugin itself cannot read would be a fault of this class. */
    private static void requireValid(Draft draft, Path scratch) throws IOException {
        Path file = Files.writeString(scratch.resolve("recipe.yaml"), draft.yaml());
        try {
            RecipeReader reader = new RecipeReader(FileObserver.NONE);
            Recipe recipe = reader.read(file.toString(), scratch);
            recipe.release(recipe.defaultVersion(), scratch);
        } catch (RecipeException e) {
            throw new IllegalStateException("The draft is not a valid recipe: " + e.getMessage(), e);
        }
    }
}
