package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Request;
import java.io.File;
import java.nio.file.Path;

/** The elements of {@code <verify>}; each is also a property {@code mesos.verify.…}. */
public class VerifyParameters extends SkipParameters {
    /** The JSON file. */
    File report;

    Path report(Request request) {
        return report == null
                ? request.workspace().root().resolve("verification.json")
                : report.toPath().toAbsolutePath();
    }
}
