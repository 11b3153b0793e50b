package io.github.mesosbuild.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Downloads the release's archive with its signature and checksum files into the shared cache and verifies it: by a pinned digest, or
 * by a signature with a key that the recipe or {@code mesos.keys} names. Reports the signer and the digest that matched. An archive
 * that fails verification is set aside and never used; one that is in the cache is not downloaded again.
 *
 * @since 1.0.0
 */
@Mojo(name = "fetch", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class FetchMojo extends AbstractReleaseMojo {
    /** {@code <skip>} ({@code mesos.fetch.skip}) skips this goal. */
    @Parameter
    SkipParameters fetch;

    @Override
    void run() throws Exception {
        console().archive(archives().fetch());
    }

    @Override
    void printDryRun() throws Exception {
        console().dryRun(archives().dryRun());
    }
}
