package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerificationReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says whether the release's archive may be trusted, and why: file, size, every digest, who signed it when with which key, and
 * what was pinned by whom. The same is written as JSON. The archive is fetched if it is not in the cache, and read once more
 * if it is. The goal fails if the archive is not trusted, after the report was written.
 *
 * @since 1.0.0
 */
@Mojo(name = "verify", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class VerifyMojo extends AbstractMesosMojo {
    /**
     * The element {@code <report>} ({@code mesos.verify.report}) is the JSON file, {@code verification.json} in the release's
     * directory below {@code mesos.workDirectory} if not given; {@code <skip>} ({@code mesos.verify.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    VerifyParameters verify;

    @Override
    SkipParameters ownSkip() {
        return verify;
    }

    @Override
    String goal() {
        return "verify";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        VerificationReport report = pipeline.verify(verify.report(request));
        console.report(report, verify.report(request));
        if (!report.verification().trusted()) {
            throw new VerificationException(report.verification(), report.evidence());
        }
    }
}
