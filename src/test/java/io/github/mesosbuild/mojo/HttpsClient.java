package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;

import io.github.mesosbuild.bundle.MavenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.aether.DefaultRepositorySystemSession;

/** A Maven of its own, because a JVM reads its trust store once. */
final class HttpsClient {
    private HttpsClient() {}

    /** Deploys a bundle and downloads it again. Prints the size, or why it failed. */
    public static void main(String[] arguments) throws Exception {
        String repository = "team::" + arguments[0];
        Path directory = Path.of(arguments[1]);
        Map<MavenFile, Path> files = new LinkedHashMap<>();
        files.put(BUNDLE.archive(), Files.write(directory.resolve("archive"), new byte[1000]));
        files.put(BUNDLE.description(), Files.writeString(directory.resolve("description"), "{}"));
        ResolverWorld world = new ResolverWorld(directory.resolve("local"));
        DefaultRepositorySystemSession session = world.session();
        session.setAuthenticationSelector(server -> ResolverWorld.login(Httpd.USER, Httpd.PASSWORD));
        try {
            world.target(session, repository).deploy(files);
            System.out.println("deployed");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println("found "
                    + Files.size(world.bundles(session, repository)
                            .find(BUNDLE.archive())
                            .orElseThrow()));
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
