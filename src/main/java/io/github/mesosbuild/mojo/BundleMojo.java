package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleFiles;
import io.github.mesosbuild.bundle.MavenFile;
import java.nio.file.Path;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Packs the installation into one archive that other machines can use in place of a build, after building it if that is necessary. With
 * the archive come its signature, its bill of materials (CycloneDX) and its provenance (SLSA). In a project, all of them are attached, so
 * that {@code mvn install} and {@code mvn deploy} publish them under coordinates of their own.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "bundle",
        defaultPhase = LifecyclePhase.PACKAGE,
        threadSafe = true,
        requiresProject = false,
        configurator = LenientConfigurator.NAME)
public class BundleMojo extends AbstractBundleMojo {
    @Override
    void run() throws Exception {
        BundleFiles files = pack();
        if (session.getCurrentProject().getFile() != null) {
            files.files().forEach(this::attach);
        }
    }

    private void attach(MavenFile place, Path file) {
        DefaultArtifactHandler handler = new DefaultArtifactHandler(place.extension());
        handler.setExtension(place.extension());
        DefaultArtifact artifact = new DefaultArtifact(
                place.group(),
                place.artifact(),
                place.version(),
                null,
                place.extension(),
                place.classifier().isEmpty() ? null : place.classifier(),
                handler);
        artifact.setFile(file.toFile());
        session.getCurrentProject().addAttachedArtifact(artifact);
    }

    @Override
    void printDryRun() throws Exception {
        console().dryRun(pipeline(skipTests || check.skipped()).dryRun(io.github.mesosbuild.steps.Step.INSTALL));
    }
}
