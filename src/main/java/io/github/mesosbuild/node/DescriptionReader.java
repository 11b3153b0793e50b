package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.FlagTable;
import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the description of a cluster's machines from YAML or a POM, and reports all problems at once. The documentation shows every key.
 */
public final class DescriptionReader {
    private static final String CHROOT = "/mesos";
    private static final List<String> KEPT = List.of("work_dir", "log_dir");
    private static final String DEFUNCT = "(.*[./])?repos\\.mesosphere\\.(com|io)([:/].*)?";
    private static final String ARMORED = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    private final Version version;
    private final Path directory;
    private final ZooKeeperIds ids;

    /**
     * Creates a reader.
     *
     * @param version the Mesos version, unless the description specifies one
     * @param directory the directory that relative paths in the description start from
     * @param ids the IDs of known ZooKeeper servers
     */
    public DescriptionReader(Version version, Path directory, ZooKeeperIds ids) {
        this.version = version;
        this.directory = directory;
        this.ids = ids;
    }

    /**
     * Reads a YAML file.
     *
     * @throws DescriptionException with all problems
     * @throws IOException if the file cannot be read
     */
    public Description read(Path file) throws DescriptionException, IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DescriptionException(List.of(file + ": The file is not valid UTF-8."));
        }
        Object tree;
        try {
            tree = Documents.yaml(text);
        } catch (ConfigException e) {
            throw new DescriptionException(List.of(file + ": " + e.getMessage()));
        }
        return read(tree);
    }

    /**
     * Reads a parsed description.
     *
     * @param tree maps, lists and scalars
     * @throws DescriptionException with all problems
     */
    public Description read(Object tree) throws DescriptionException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        ConfigNode root = ConfigNode.collecting(tree, problems);
        root.onlyKeys(
                "cluster",
                "version",
                "upgradeFrom",
                "delivery",
                "chroot",
                "zookeeper",
                "zookeeperSettings",
                "quorum",
                "platform",
                "ports",
                "flags",
                "environment",
                "hosts");
        Version mesos = root.get("version")
                .trimmed(Validators::version)
                .map(Version::new)
                .orElse(version);
        if (!root.get("version").isPresent()) {
            Validators.version(mesos.text())
                    .ifPresent(why -> root.get("version").problem(mesos.text(), why));
        }
        FlagReader flagReader = new FlagReader(FlagTable.bundled(), mesos);
        if (!flagReader.knows()) {
            warnings.add("The flags of Mesos " + mesos + " are unknown to this plugin, so flags were not checked.");
        }
        Map<Role, Map<String, String>> flags =
                flagReader.read(root.get("flags"), EnumSet.of(Role.MASTER, Role.SLAVE), "all hosts");
        HostReader hostReader = new HostReader(
                root.get("platform"),
                HostReader.ports(root.get("ports"), HostPorts.USUAL),
                flagReader,
                flags,
                root.get("environment"));
        List<HostDraft> drafts =
                root.get("hosts").list().stream().map(hostReader::read).toList();
        if (drafts.isEmpty()
                && (!root.get("hosts").isPresent() || root.get("hosts").isList())) {
            root.problem("'hosts' must list at least one host.");
        }
        Optional<String> external = root.get("zookeeper").trimmed(Validators::zooKeeperUrl);
        Map<String, String> zooKeeperSettings = zooKeeperSettings(root);
        Optional<String> chroot = chroot(root);
        DescriptionRules rules = new DescriptionRules(root, drafts, flagReader, mesos, warnings);
        rules.check(root.get("zookeeper").isPresent());
        int quorum = quorum(root, drafts, rules);
        Optional<DeliveryMethod> delivery = delivery(root.get("delivery"), drafts, mesos, warnings);
        Map<String, Integer> numbers = new ServerNumbering(ids).of(drafts);
        Optional<String> cluster = root.get("cluster").trimmed(Validators::words);
        Optional<Version> upgradeFrom = upgradeFrom(root.get("upgradeFrom"), mesos);
        if (!problems.isEmpty()) {
            throw new DescriptionException(problems);
        }
        return new Description(
                cluster,
                mesos,
                upgradeFrom,
                delivery.orElseThrow(),
                chroot.orElse(CHROOT),
                external,
                zooKeeperSettings,
                quorum,
                drafts.stream().map(draft -> host(draft, numbers)).toList(),
                warnings);
    }

    private static Optional<Version> upgradeFrom(ConfigNode place, Version mesos) {
        return place.trimmed(Validators::version).map(Version::new).filter(version -> {
            boolean older = version.compareTo(mesos) < 0;
            if (!older) {
                place.problem(version.text(), "is not older than " + mesos + ", the version of this description");
            }
            return older;
        });
    }

    private static Map<String, String> zooKeeperSettings(ConfigNode root) {
        ConfigNode place = root.get("zookeeperSettings");
        if (place.isPresent() && root.get("zookeeper").isPresent()) {
            place.problem("'zookeeperSettings' has no effect with 'zookeeper', whose servers are not described here.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        place.map().forEach((key, value) -> {
            Validators.zooKeeperSetting(key).ifPresent(why -> value.problem(key, why));
            value.trimmed(Validators::zooKeeperValue).ifPresent(text -> settings.put(key, text));
        });
        return settings;
    }

    private static Optional<String> chroot(ConfigNode root) {
        ConfigNode place = root.get("chroot");
        if (place.isPresent() && root.get("zookeeper").isPresent()) {
            place.problem("'chroot' has no effect with 'zookeeper', whose URL contains the path.");
        }
        if (place.text().filter(String::isBlank).isPresent()) {
            Validators.chroot("").ifPresent(clause -> place.problem("", clause));
        }
        return place.trimmed(Validators::chroot);
    }

    private static int quorum(ConfigNode root, List<HostDraft> drafts, DescriptionRules rules) {
        int masters = (int) drafts.stream().filter(host -> host.is(Role.MASTER)).count();
        ConfigNode place = root.get("quorum");
        if (!place.isPresent()) {
            return masters == 0 ? 0 : Quorum.majority(masters);
        }
        int quorum = place.number(0, Integer.MAX_VALUE).orElse(-1);
        if (quorum >= 0) {
            rules.checkQuorum(place, masters, quorum);
        }
        return quorum;
    }

    private Optional<DeliveryMethod> delivery(
            ConfigNode place, List<HostDraft> drafts, Version mesos, List<String> warnings) {
        ConfigNode source = place.isMap() ? place.get("source") : place.withValue(null);
        ConfigNode packages = place.isMap() ? place.get("packages") : place.withValue(null);
        if (place.isMap()) {
            place.onlyKeys("source", "packages");
        } else {
            Optional<String> word = place.trimmed();
            if (word.filter(text -> text.equals("packages")).isPresent()) {
                packages = place.withValue(Map.of());
            } else if (word.filter(text -> !text.equals("source")).isPresent()) {
                place.problem(word.get(), "is neither source nor packages");
            }
        }
        boolean bySource = place.isMap() && place.map().containsKey("source");
        if (packages.isMap() || packages.isPresent()) {
            if (bySource) {
                place.problem("Use either 'source' or 'packages', not both.");
            }
            return packages(packages, drafts, mesos, warnings);
        }
        if (source.isPresent()) {
            source.onlyKeys("prefix");
        }
        String prefix = source.get("prefix").trimmed(Validators::prefix).orElse("/opt/mesos-" + mesos);
        for (HostDraft draft : drafts) {
            draft.flags()
                    .values()
                    .forEach(flags -> KEPT.stream()
                            .filter(flag -> flags.getOrDefault(flag, "").startsWith(prefix + "/"))
                            .forEach(flag -> draft.place()
                                    .problem("--" + flag + "=" + flags.get(flag) + " for " + draft.name()
                                            + " is inside the installation, which an update replaces.")));
        }
        return Optional.of(new DeliveryMethod.Source(prefix));
    }

    private Optional<DeliveryMethod> packages(
            ConfigNode place, List<HostDraft> drafts, Version mesos, List<String> warnings) {
        place.onlyKeys("url", "key", "keyUrl", "releaseRpm");
        drafts.stream()
                .filter(draft -> !draft.instance().isEmpty())
                .forEach(draft -> draft.place()
                        .get("instance")
                        .problem("The packages run one master and one " + RoleWords.slave(mesos)
                                + " on a machine. For several, use the delivery"
                                + " 'source'."));
        Optional<String> url = place.get("url").trimmed(Validators::url).map(text -> text.replaceFirst("/+$", ""));
        if (!place.get("url").isPresent()) {
            place.problem(
                    "'url' is required: the URL of a package repository. The former http://repos.mesosphere.com no longer exists.");
        }
        url.filter(text -> text.matches(DEFUNCT))
                .ifPresent(
                        text -> warnings.add("The repository " + text + " no longer exists. Set 'url' to a mirror."));
        Optional<String> key = place.get("key").trimmed().flatMap(name -> key(place, name));
        Optional<String> keyUrl = place.get("keyUrl").trimmed(Validators::url);
        if (place.get("key").isPresent() && place.get("keyUrl").isPresent()) {
            place.problem("Use either 'key' or 'keyUrl', not both.");
        }
        boolean apt = drafts.stream()
                .anyMatch(host -> host.platform().filter(Platform::hasApt).isPresent());
        if (apt && !place.get("key").isPresent() && !place.get("keyUrl").isPresent()) {
            place.problem("'key' or 'keyUrl' is required: the file or the URL of the armored OpenPGP key that signs the"
                    + " repository.");
        }
        drafts.forEach(host -> host.platform()
                .filter(platform -> platform.hasApt() && platform.codename().isEmpty())
                .ifPresent(platform -> host.place()
                        .problem("The code name of '" + platform
                                + "', which the repository configuration needs, is unknown.")));
        return url.map(text -> new DeliveryMethod.Packages(
                text, key, keyUrl, place.get("releaseRpm").trimmed(Validators::url)));
    }

    private Optional<String> key(ConfigNode packages, String name) {
        try {
            String text = Files.readString(directory.resolve(name));
            if (text.stripLeading().startsWith(ARMORED)) {
                return Optional.of(text);
            }
            packages.get("key").problem(name, "is not an armored OpenPGP key: it does not start with " + ARMORED);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            packages.get("key").problem(name, "cannot be read (" + e.getMessage() + ")");
        }
        return Optional.empty();
    }

    private static Host host(HostDraft draft, Map<String, Integer> numbers) {
        Map<Role, Map<String, String>> flags = new EnumMap<>(Role.class);
        draft.flags().forEach((role, values) -> flags.put(role, new LinkedHashMap<>(values)));
        Set<Role> roles = draft.roles();
        return new Host(
                draft.name(),
                draft.address().orElseThrow(),
                draft.listen(),
                draft.platform().orElseThrow(),
                roles,
                numbers.getOrDefault(draft.name(), 0),
                draft.ports(),
                flags,
                draft.attributes(),
                draft.resources(),
                draft.environment(),
                draft.instance());
    }
}
