package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the files under a root with those of a description. */
final class FileCheck {
    /** The longest part of a line that a sentence quotes. */
    private static final int LONGEST = 120;

    private final Description description;
    private final NodeTree tree;
    private final String host;
    private final MachineRoot root;
    private final List<NodeFinding> findings = new ArrayList<>();

    private FileCheck(Description description, NodeTree tree, MachineRoot root) {
        this.description = description;
        this.tree = tree;
        this.host = tree.host().name();
        this.root = root;
    }

    /** Returns the findings about the files of a node. */
    static List<NodeFinding> of(Description description, NodeTree tree, MachineRoot root) throws InterruptedException {
        FileCheck check = new FileCheck(description, tree, root);
        check.compareAll();
        check.lookForStrangers();
        check.lookForDoubles();
        check.lookForLostSlave();
        if (check.findings.isEmpty()) {
            check.findings.add(new NodeFinding(
                    check.host,
                    "files",
                    true,
                    "All " + tree.files().size() + " files on " + check.host + " match the description."));
        }
        return check.findings;
    }

    private void bad(String what, String sentence) {
        findings.add(new NodeFinding(host, what, false, sentence));
    }

    private void compareAll() {
        for (NodeFile file : tree.files()) {
            try {
                Path place = root.resolve(file.path());
                if (Trees.exists(place)) {
                    compare(file, PlacedFile.read(place));
                } else {
                    bad(file.path(), "/" + file.path() + " on " + host + " is missing.");
                }
            } catch (NodeException e) {
                bad(file.path(), e.getMessage());
            } catch (IOException e) {
                bad(file.path(), "Cannot read /" + file.path() + " on " + host + ": " + e.getMessage() + ".");
            }
        }
    }

    private void compare(NodeFile file, PlacedFile placed) {
        String name = "/" + file.path() + " on " + host;
        String found = new String(placed.content(), StandardCharsets.UTF_8);
        if (!found.equals(file.text())) {
            bad(file.path(), name + " differs from the description: " + firstDifference(file, found));
        }
        if (!placed.mode().equals(file.mode())) {
            bad(file.path(), name + " has mode " + placed.mode() + ", expected " + file.mode() + ".");
        }
    }

    private static String firstDifference(NodeFile file, String found) {
        String[] there = found.split("\n", -1);
        String[] described = file.text().split("\n", -1);
        int i = 0;
        while (i < there.length && i < described.length && there[i].equals(described[i])) {
            i++;
        }
        boolean variable = i < there.length && there[i].strip().startsWith("export ");
        if (variable || !file.mode().equals(NodeFile.PLAIN) && !file.mode().equals(NodeFile.PROGRAM)) {
            return "line " + (i + 1) + " differs.";
        }
        return "line " + (i + 1) + " is " + (i < there.length ? shown(there[i]) : "missing") + ", expected "
                + (i < described.length ? shown(described[i]) : "the end of the file") + ".";
    }

    private static String shown(String line) {
        String text = Redactor.withoutPasswords(line).replaceAll("\\p{Cntrl}", "?");
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
    }

    private void lookForStrangers() {
        try {
            for (Map.Entry<String, String> stranger :
                    FlagFiles.strangers(root, tree.files()).entrySet()) {
                bad(
                        stranger.getKey(),
                        "/" + stranger.getKey() + " on " + host + " is not in the description, but sets "
                                + stranger.getValue() + ".");
            }
        } catch (NodeException | IOException e) {
            bad("flags", "Cannot read the flags on " + host + ": " + e.getMessage());
        }
    }

    private void lookForLostSlave() throws InterruptedException {
        try {
            new FileTransaction(root)
                    .lostSlave(tree.files(), Optional.of(host))
                    .ifPresent(reason -> bad(
                            description.slaveName(),
                            reason
                                    + " Undo the change, or let 'mesos:node-apply' with -D"
                                    + RoleWords.forgetParameter(description.slaveName())
                                    + " start it as a new one, which loses its tasks."));
        } catch (NodeException | IOException e) {
            bad(
                    description.slaveName(),
                    "Cannot read the state of the " + description.slaveName() + " on " + host + ": " + e.getMessage());
        }
    }

    private void lookForDoubles() {
        boolean packages = description.delivery() instanceof DeliveryMethod.Packages;
        try {
            for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
                if (tree.host().is(role)) {
                    String daemon = description.service(tree.host(), role);
                    for (Map.Entry<String, List<String>> flag : FlagFiles.doubled(
                                    root, daemon, role == Role.MASTER, packages)
                            .entrySet()) {
                        bad(
                                flag.getKey(),
                                daemon + " on " + host + " cannot start: the flag '" + flag.getKey()
                                        + "' is set more than once, by "
                                        + String.join(" and by ", flag.getValue()) + ".");
                    }
                }
            }
        } catch (NodeException | IOException e) {
            bad("flags", "Cannot read the flags on " + host + ": " + e.getMessage());
        }
    }
}
