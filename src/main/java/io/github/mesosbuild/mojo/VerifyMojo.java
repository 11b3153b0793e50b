package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.BuildRequest;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerificationReport;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reports whether the release's archive can be trusted, and why: its file, size and digests, the signer, the signing time and key, and
 * which pins were checked. Writes the same data as JSON. Fetches the archive if it is not in the cache, and always reads it again. Fails,
 * after writing the report, if the archive is not trusted.
 *
 * @since 1.0.0
 */
@Mojo(name = "verify", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class VerifyMojo extends AbstractReleaseMojo {
    /**
     * {@code <report>} ({@code mesos.verify.report}): the JSON file to write the result to, by default {@code verification.json} in
     * the release's directory. {@code <skip>} ({@code mesos.verify.skip}) skips this goal.
     */
    @Parameter
    VerifyParameters verify;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.verify.report", verify.report);
        return places;
    }

    @Override
    void run() throws Exception {
        Path json = verify.report == null
                ? BuildRequest.workspace(release(), workPath()).root().resolve("verification.json")
                : maven().path(verify.report);
        VerificationReport report = archives().verify(json);
        console().report(report, json);
        if (!report.verification().trusted()) {
            throw new VerificationException(report.verification(), report.evidence());
        }
    }
}
