package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleFiles;
import io.github.mesosbuild.bundle.MavenFile;
import java.nio.file.Path;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.artifact.DefaultArtifact;

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

    /** Maven's helper gives every attached file the coordinates of the project. */
    @SuppressWarnings("deprecation")
    private void attach(MavenFile place, Path file) {
        Artifact artifact = RepositoryUtils.toArtifact(new DefaultArtifact(
                        place.group(), place.artifact(), place.classifier(), place.extension(), place.version())
                .setFile(file.toFile()));
        session.getCurrentProject().addAttachedArtifact(artifact);
    }

    @Override
    void printDryRun() throws Exception {
        printInstallation(skipTests || check.skipped());
    }
}
