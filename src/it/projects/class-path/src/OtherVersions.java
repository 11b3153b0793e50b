import com.sun.net.httpserver.HttpServer;
import io.github.mesosbuild.api.MesosCluster;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.apache.commons.io.IOUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.codehaus.plexus.util.cli.Commandline;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A test that has its own versions of the plugin's libraries, uses each of them, and starts a cluster. */
public final class OtherVersions {
    private OtherVersions() {}

    /**
     * @param arguments the installation, and the recipe of its release
     */
    public static void main(String[] arguments) throws Exception {
        useLibraries();
        try (MesosCluster cluster = MesosCluster.of(Path.of(arguments[0]))
                .recipe(Path.of(arguments[1]))
                .resources("cpus:1;mem:64")
                .start()) {
            System.out.println("problems of the cluster: " + cluster.status().problems());
            System.out.println("health: " + get(cluster.url() + "/master/health").code());
        }
        useLibraries();
    }

    private static void useLibraries() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] agent = exchange.getRequestHeaders().getFirst("User-Agent").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, agent.length);
            exchange.getResponseBody().write(agent);
            exchange.close();
        });
        server.start();
        try (Response response = get("http://127.0.0.1:" + server.getAddress().getPort() + "/")) {
            System.out.println("client: " + response.body().string());
        } finally {
            server.stop(0);
        }
        System.out.println("okio: " + new Buffer().writeUtf8("text").sha256().hex().length());

        BouncyCastleProvider provider = new BouncyCastleProvider();
        Security.addProvider(provider);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519", "BC").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519", "BC");
        signature.initSign(keys.getPrivate());
        byte[] made = signature.sign();
        signature.initVerify(keys.getPublic());
        System.out.println("signature: " + signature.verify(made));

        Object read = new Load(LoadSettings.builder().build()).loadFromString("hosts: {node: [1, 2]}");
        System.out.println("yaml: " + read);
        System.out.println("io: " + IOUtils.toString(new Buffer().writeUtf8("text").inputStream(), "UTF-8"));
        Commandline command = new Commandline("echo 'two words'");
        System.out.println("words: " + command.getArguments().length);

        for (Class<?> used : new Class<?>[] {
            OkHttpClient.class, Buffer.class, BouncyCastleProvider.class, Load.class, IOUtils.class, Commandline.class
        }) {
            System.out.println(used.getSimpleName() + " of "
                    + Path.of(used.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName());
        }
    }

    private static Response get(String url) throws Exception {
        return new OkHttpClient().newCall(new Request.Builder().url(url).build()).execute();
    }
}
