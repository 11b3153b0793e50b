package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a build would run, as lines for a POSIX shell; nothing is run. What the plugin does itself is there as commands too. */
public final class DryRun {
    private final BuildPlan plan;
    private final Path archive;
    private final Workspace workspace;
    private final StepCommands commands;
    private final Optional<NestedMaven> maven;
    private final List<String> lines = new ArrayList<>();

    private DryRun(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options) {
        this.plan = plan;
        this.archive = archive;
        this.workspace = workspace;
        this.commands = new StepCommands(plan, workspace, options);
        this.maven = options.maven();
    }

    /**
     * The lines, of which those that start with {@code #} say the step.
     *
     * @param goal the step that is asked for; {@link Step#INSTALL} includes {@link Step#CHECK} unless the options skip it
     * @param archive the verified archive, or where it will be
     * @throws BuildRefusedException if it would install over files of somebody else
     * @throws IOException if a record of an earlier run cannot be read
     */
    public static List<String> of(Step goal, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildRefusedException, IOException {
        DryRun run = new DryRun(plan, archive, workspace, options);
        if (goal == Step.INSTALL) {
            if (Builder.made(plan, options).isPresent()) {
                return List.of("# " + plan.release().name() + " is up to date in " + plan.prefix());
            }
            InstallationStore.requireOwn(plan);
        }
        Set<Step> steps = EnumSet.range(Step.UNPACK, goal);
        steps.removeIf(
                step -> step == Step.CHECK && goal != Step.CHECK && (goal != Step.INSTALL || options.skipTests()));
        for (StepState state : Builder.explain(plan, workspace)) {
            if (steps.contains(state.step())) {
                run.add(state);
            }
        }
        return run.lines;
    }

    private void add(StepState state) throws IOException {
        if (state.upToDate()) {
            lines.add("# " + state.step().id() + " is up to date");
            return;
        }
        lines.add("# " + state.step().id());
        switch (state.step()) {
            case UNPACK -> unpack();
            case CONFIGURE -> configure();
            case MAKE -> lines.add(commands.alone(commands.make()).shellLine());
            case CHECK ->
                plan.release()
                        .build()
                        .test()
                        .ifPresent(test ->
                                lines.add(commands.alone(commands.check(test)).shellLine()));
            case INSTALL -> install();
        }
    }

    private void unpack() {
        String source = ShellWords.quoted(workspace.source());
        Path top = Path.of(plan.release().source().directory()).normalize();
        int depth = top.toString().isEmpty() ? 0 : top.getNameCount();
        lines.add("rm -rf " + ShellWords.quoted(workspace.tree()) + " " + source + " && mkdir -p " + source);
        lines.add("tar -xf " + ShellWords.quoted(archive) + " -C " + source + " --strip-components=" + depth);
        for (Quirk quirk : plan.quirks()) {
            for (Quirk.Edit edit : quirk.edits()) {
                edit(edit);
            }
        }
    }

    /** make goes by the time of a file, so that an edit must not change it. */
    private void edit(Quirk.Edit edit) {
        String file = ShellWords.quoted(workspace.source().resolve(edit.file()));
        String time = ShellWords.quoted(workspace.root().resolve("time"));
        lines.add("touch -r " + file + " " + time + " && env " + ShellWords.assignment("FIND", edit.find()) + " "
                + ShellWords.assignment("REPLACE", edit.replace())
                + " perl -0777 -pi -e 's/\\Q$ENV{FIND}\\E/$ENV{REPLACE}/' " + file + " && touch -r " + time + " "
                + file + " && rm " + time);
    }

    private void configure() throws IOException {
        String tree = ShellWords.quoted(workspace.tree());
        lines.add("rm -rf " + tree + " && "
                + (plan.release().build().separate()
                        ? "mkdir -p " + tree
                        : "cp -a " + ShellWords.quoted(workspace.source()) + " " + tree));
        if (plan.java().isPresent()) {
            lines.addAll(plan.java().get().shellLines(maven));
        }
        lines.add(commands.configure().shellLine());
    }

    private void install() {
        String staging = ShellWords.quoted(commands.staging());
        Path staged = commands.staged();
        lines.add("rm -rf " + staging);
        Release.Install rule = plan.release().build().install();
        if (rule instanceof Release.MakeInstall makeInstall) {
            lines.add(commands.alone(commands.install(makeInstall)).shellLine());
        } else if (rule instanceof Release.CopyInstall copyInstall) {
            for (Map.Entry<String, String> file : copyInstall.files().entrySet()) {
                Path target = staged.resolve(file.getKey());
                lines.add("mkdir -p " + ShellWords.quoted(target.getParent()) + " && cp -a "
                        + ShellWords.quoted(commands.directory(Step.INSTALL).resolve(file.getValue())) + " "
                        + ShellWords.quoted(target));
            }
        }
        for (Map.Entry<String, String> file : commands.javaFiles().entrySet()) {
            Path target = staged.resolve(file.getKey());
            lines.add("mkdir -p " + ShellWords.quoted(target.getParent()) + " && cp -a "
                    + ShellWords.quoted(commands.directory(Step.INSTALL).resolve(file.getValue())) + " "
                    + ShellWords.quoted(target));
        }
        if (plan.strip()) {
            lines.add("find " + ShellWords.quoted(staged)
                    + " -type f -name '*.so*' -exec strip --strip-unneeded {} + ; find " + ShellWords.quoted(staged)
                    + " -type f -perm -u+x ! -name '*.so*' -exec strip {} + 2>/dev/null");
        }
        String prefix = ShellWords.quoted(plan.prefix());
        lines.add("echo state=placed > " + ShellWords.quoted(staged.resolve(InstallationStore.RECORD)) + " && rm -rf "
                + prefix + " && mv " + ShellWords.quoted(staged) + " " + prefix + " && rm -rf " + staging);
        for (Release.Proof proof : plan.release().build().proofs()) {
            lines.add(commands.proof(proof).shellLine() + " | grep -F " + ShellWords.quoted(proof.prints()));
        }
    }
}
