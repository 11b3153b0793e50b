package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;

/**
 * A Maven repository as a parameter names it: {@code id::url}, {@code id::layout::url} as older versions of Maven's deploy plugin have
 * it, a URL, or the ID of a repository of the project.
 *
 * @param id selects the credentials in the settings, and under this ID the local repository records what came from there
 * @param url its URL
 */
record RepositoryAddress(String id, String url) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z0-9._-]+)::(?:([A-Za-z0-9._-]*)::)?)?([A-Za-z][A-Za-z0-9+.-]*:(?!:).+)");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s\"'<>]+");

    /** Returns the repository that a value names. A URL without an ID gets one that depends on the URL only. */
    static RepositoryAddress parse(String parameter, String value, Collection<RemoteRepository> known)
            throws MojoFailureException {
        String text = value.strip();
        if (ID.matcher(text).matches()) {
            return ofProject(parameter, text, known);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !URL.matcher(form.group(3)).matches()) {
            throw new MojoFailureException(
                    parameter + " must have repositories as id::url, as a URL or as the ID of a repository"
                            + " of the project, got '" + shown(text) + "'.");
        }
        String layout = form.group(2);
        if (layout != null && !layout.isEmpty() && !layout.equals("default")) {
            throw new MojoFailureException(parameter + " has the repository layout '" + layout + "' in '" + shown(text)
                    + "', but Maven supports only the layout 'default'.");
        }
        String url = form.group(3).replaceFirst("/+$", "");
        String id = form.group(1) == null ? "bundles-" + Integer.toHexString(url.hashCode()) : form.group(1);
        return new RepositoryAddress(id, url);
    }

    private static RepositoryAddress ofProject(String parameter, String id, Collection<RemoteRepository> known)
            throws MojoFailureException {
        List<String> ids = new ArrayList<>();
        for (RemoteRepository repository : known) {
            // The project has the mirror in place of a repository that is behind one.
            for (RemoteRepository one : repository.getMirroredRepositories().isEmpty()
                    ? List.of(repository)
                    : repository.getMirroredRepositories()) {
                if (one.getId().equals(id)) {
                    return new RepositoryAddress(id, one.getUrl());
                }
                ids.add(one.getId());
            }
        }
        throw new MojoFailureException(parameter + " names the repository '" + id
                + "', but neither the project nor an active profile of your settings.xml has a repository with that ID. Known: "
                + String.join(", ", ids.stream().distinct().toList()) + ".");
    }

    /** Returns the repository without mirror, proxy and credentials. Only releases are looked for, with checksums that must match. */
    RemoteRepository raw() {
        return new RemoteRepository.Builder(id, "default", url)
                .setReleasePolicy(new RepositoryPolicy(
                        true, RepositoryPolicy.UPDATE_POLICY_ALWAYS, RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .setSnapshotPolicy(new RepositoryPolicy(
                        false, RepositoryPolicy.UPDATE_POLICY_NEVER, RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .build();
    }

    /** Returns a repository for messages, without credentials: {@code team (https://repo.example.com/maven)}. */
    static String name(RemoteRepository repository) {
        Optional<String> mirrored = repository.getMirroredRepositories().stream()
                .map(RemoteRepository::getId)
                .filter(id -> !id.equals(repository.getId()))
                .reduce((one, other) -> one + " and " + other);
        return repository.getId() + " (" + shown(repository.getUrl())
                + mirrored.map(ids -> ", the mirror of " + ids).orElse("") + ")";
    }

    private static String shown(String url) {
        return VisibleText.of(Redactor.text(url.replaceFirst("(://)[^/?#]*@", "$1")));
    }
}
