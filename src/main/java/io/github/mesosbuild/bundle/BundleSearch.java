package io.github.mesosbuild.bundle;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildIdentity;
import io.github.mesosbuild.steps.StepInputs;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks in repositories for bundles that can take the place of a build. */
final class BundleSearch {
    /** How many bundles for the same kind of machine are looked at, and how many names a sentence has. */
    private static final int MOST = 20;

    private static final Pattern CLASSIFIER = Pattern.compile("[a-z0-9_.-]+-[0-9a-f]{12}");

    private final BundleRepositories repositories;
    private final BundleRequest request;
    private final BundleFit fit;

    BundleSearch(BundleRepositories repositories, BundleRequest request, BundleFit fit) {
        this.repositories = repositories;
        this.request = request;
        this.fit = fit;
    }

    /**
     * What a bundle must be.
     *
     * @param release the release
     * @param identity the build that it replaces
     * @param tests whether the release's own tests must have passed
     */
    record Wanted(Release release, BuildIdentity identity, boolean tests) {}

    /**
     * What was found.
     *
     * @param candidates the bundles that fit, the best one first, as far as their descriptions tell
     * @param refused why each other bundle does not fit, as a clause, by its classifier
     * @param offered the classifiers of all bundles of the release
     * @param skipped why each bundle whose description cannot be read was not looked at, as a sentence
     */
    record Found(
            List<BundleCoordinates> candidates,
            Map<String, String> refused,
            List<String> offered,
            List<String> skipped) {}

    /**
     * Searches. A description that cannot be fetched or read does not keep the others from being looked at.
     *
     * @throws IOException if no repository can be asked, or this machine fails; the message is a sentence
     */
    Found find(Wanted wanted) throws IOException, InterruptedException {
        BundleCoordinates exact = exact(wanted);
        Found found = nothing();
        consider(exact, wanted, found);
        if (found.candidates().isEmpty()) {
            addOthers(exact, wanted, found);
        } else {
            found.offered().add(exact.classifier());
        }
        return found;
    }

    /**
     * Searches for other bundles after none of those found could be used.
     *
     * @param tried the result of {@link #find}
     * @return without candidates, if there are no others
     * @throws IOException as there
     */
    Found others(Wanted wanted, Found tried) throws IOException, InterruptedException {
        BundleCoordinates exact = exact(wanted);
        Found found = nothing();
        if (request.compatible()
                && tried.candidates().stream()
                        .anyMatch(candidate -> candidate.classifier().equals(exact.classifier()))) {
            addOthers(exact, wanted, found);
        }
        return found;
    }

    private static Found nothing() {
        return new Found(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    private BundleCoordinates exact(Wanted wanted) throws IOException {
        return coordinates(wanted, fit.here() + "-" + wanted.identity().id());
    }

    private void addOthers(BundleCoordinates exact, Wanted wanted, Found found)
            throws IOException, InterruptedException {
        found.offered().addAll(offered(exact, found.skipped()));
        if (request.compatible()) {
            List<String> near = found.offered().stream()
                    .filter(classifier -> !classifier.equals(exact.classifier()))
                    .filter(classifier ->
                            platform(classifier).filter(fit.here()::runs).isPresent())
                    .sorted(Comparator.comparing((String classifier) ->
                                    platform(classifier).orElseThrow().libcVersion())
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST)
                    .toList();
            for (String classifier : near) {
                consider(coordinates(wanted, classifier), wanted, found);
            }
        }
    }

    /** @param failed why the question before this one had no answer; if neither has, its reason tells more */
    private List<String> offered(BundleCoordinates like, List<String> failed) throws IOException {
        try {
            return repositories.versions(request.group(), like.offers()).stream()
                    .filter(classifier -> CLASSIFIER.matcher(classifier).matches() && isUsable(like, classifier))
                    .toList();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw failed.isEmpty() ? e : new IOException(String.join(" ", failed), e);
        }
    }

    /** A repository can list anything, such as a snapshot, which must not hide the others. */
    private static boolean isUsable(BundleCoordinates like, String classifier) {
        try {
            new BundleCoordinates(like.group(), like.artifact(), like.version(), classifier).description();
            return true;
        } catch (IllegalArgumentException noCoordinates) {
            return false;
        }
    }

    private BundleCoordinates coordinates(Wanted wanted, String classifier) throws IOException {
        try {
            return new BundleCoordinates(
                    request.group(),
                    wanted.release().recipe(),
                    wanted.release().version().text(),
                    classifier);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "No Maven repository can have bundles of "
                            + wanted.release().name() + ": " + e.getMessage(),
                    e);
        }
    }

    private void consider(BundleCoordinates coordinates, Wanted wanted, Found found)
            throws IOException, InterruptedException {
        Optional<Path> file;
        try {
            file = repositories.find(coordinates.description());
        } catch (FileSystemException | InterruptedIOException local) {
            throw local;
        } catch (IOException e) {
            found.skipped().add(e.getMessage());
            return;
        }
        if (file.isEmpty()) {
            return;
        }
        try {
            if (Files.size(file.get()) > BundleDescription.LARGEST) {
                throw new ConfigException("It is too large.");
            }
            BundleOffer offer = BundleOffer.read(Files.readAllBytes(file.get()));
            obstacle(offer.description(), wanted)
                    .ifPresentOrElse(
                            why -> found.refused().put(coordinates.classifier(), why),
                            () -> found.candidates().add(coordinates.in(offer.format())));
        } catch (NewerFormatException e) {
            found.skipped().add("The bundle " + coordinates + " " + e.clause() + ": update the plugin.");
        } catch (ConfigException e) {
            found.skipped()
                    .add("The description of the bundle " + coordinates + " cannot be read: "
                            + e.getMessage().replaceFirst("\\.?$", "."));
        }
    }

    /** Returns why a bundle cannot take the place of the build, as a clause that begins with a verb; empty if it can. */
    Optional<String> obstacle(BundleDescription bundle, Wanted wanted) throws IOException, InterruptedException {
        if (!bundle.release().equals(wanted.release().name())) {
            return Optional.of("is of " + VisibleText.of(bundle.release()));
        }
        if (!bundle.archive().equals(wanted.identity().archive())) {
            return Optional.of("was built from another archive, with the SHA-256 " + VisibleText.of(bundle.archive()));
        }
        StepInputs inputs = new StepInputs(bundle.inputs());
        if (!inputs.equals(wanted.identity().build())) {
            if (!request.compatible()) {
                return Optional.of(
                        "was built with another " + names(wanted.identity().build(), inputs));
            }
            StepInputs choices = new StepInputs(bundle.choices());
            if (!choices.equals(wanted.identity().choices())) {
                return Optional.of(
                        "was built with another " + names(wanted.identity().choices(), choices));
            }
        }
        if (wanted.tests() && !passed(bundle, wanted)) {
            return Optional.of("was built without the release's own tests, which -DskipTests would accept");
        }
        return fit.obstacle(bundle);
    }

    /** Returns whether the release's own tests passed; the same ones as here, if the build was the same. */
    static boolean passed(BundleDescription bundle, Wanted wanted) {
        return isExact(bundle, wanted)
                ? bundle.tests()
                        .filter(wanted.identity().tests().fingerprint()::equals)
                        .isPresent()
                : bundle.tests().isPresent();
    }

    /** Returns whether a bundle was built from the same inputs. */
    static boolean isExact(BundleDescription bundle, Wanted wanted) {
        return new StepInputs(bundle.inputs()).equals(wanted.identity().build());
    }

    private static String names(StepInputs now, StepInputs then) {
        return list(now.changesSince(then).stream()
                .map(change -> VisibleText.of(change.input()))
                .toList());
    }

    /**
     * Returns why there is no bundle, as a sentence.
     *
     * @param found the result of a search without candidates
     */
    String sentence(Wanted wanted, Found found) {
        if (!found.skipped().isEmpty()) {
            List<String> sentences = new ArrayList<>(found.skipped());
            if (!found.refused().isEmpty()) {
                sentences.add(reason(wanted, found));
            }
            return String.join(" ", sentences);
        }
        return reason(wanted, found);
    }

    private String reason(Wanted wanted, Found found) {
        String start = "No bundle of " + wanted.release().name();
        if (found.offered().isEmpty() && found.refused().isEmpty()) {
            return start + " in " + String.join(", ", repositories.names()) + ".";
        }
        if (!found.refused().isEmpty()) {
            return start + " fits: "
                    + found.refused().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining("; "))
                    + ".";
        }
        TargetPlatform here = fit.here();
        List<TargetPlatform> like = found.offered().stream()
                .flatMap(classifier -> platform(classifier).stream())
                .filter(here::isLike)
                .toList();
        if (like.isEmpty()) {
            return start + " for " + here + ": offered " + list(new TreeSet<>(found.offered())) + ".";
        }
        if (like.stream().noneMatch(here::runs)) {
            return start + " for " + here.libc() + " " + here.libcVersion() + ": offered "
                    + list(like.stream()
                            .map(TargetPlatform::libcVersion)
                            .distinct()
                            .sorted()
                            .map(Object::toString)
                            .toList())
                    + ".";
        }
        return start + " from the same inputs: " + wanted.identity().id() + " is not among "
                + list(new TreeSet<>(found.offered()))
                + ". With -Dmesos.bundles.match=compatible, any that fits this machine is used.";
    }

    /** Returns the names for a sentence, without the rest if they are many. */
    static String list(Collection<String> names) {
        String shown = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? shown : shown + " and " + (names.size() - MOST) + " more";
    }

    private static Optional<TargetPlatform> platform(String classifier) {
        int end = classifier.lastIndexOf('-');
        return end < 0 ? Optional.empty() : TargetPlatform.parse(classifier.substring(0, end));
    }
}
