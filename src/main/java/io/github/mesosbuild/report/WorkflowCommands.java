package io.github.mesosbuild.report;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Commands that the runner of GitHub Actions reads from a job's output: groups, which fold the lines of a step, and annotations, which
 * show an error beside the job (docs.github.com, "Workflow commands for GitHub Actions"). Elsewhere, this writes nothing. The runner
 * reads a command only at the start of a line, so commands go past Maven's log.
 */
public final class WorkflowCommands {
    /** Annotations are cut by GitHub at 4096 characters. */
    private static final int LONGEST = 4000;

    private final Optional<PrintStream> out;
    private final boolean groups;
    private boolean open;

    /** No commands. */
    public static final WorkflowCommands NONE = new WorkflowCommands(Optional.empty(), false);

    /**
     * Writes commands.
     *
     * @param out the output of the job; empty outside of GitHub Actions
     * @param groups whether steps are groups; they would mix if modules are built in parallel, because groups cannot be nested
     */
    public WorkflowCommands(Optional<PrintStream> out, boolean groups) {
        this.out = out;
        this.groups = groups;
    }

    /** Starts a group, and ends the one before. */
    void group(String title) {
        if (groups && out.isPresent()) {
            end();
            write("::group::" + data(title));
            open = true;
        }
    }

    /** Ends the group, if one is open. */
    void end() {
        if (open) {
            open = false;
            write("::endgroup::");
        }
    }

    /**
     * Shows an error beside the job.
     *
     * @param message one or more lines, without secrets and control characters
     */
    void error(String title, String message) {
        if (out.isPresent()) {
            end();
            String text = message.length() > LONGEST ? message.substring(0, LONGEST) + " ..." : message;
            write("::error title=" + data(title).replace(":", "%3A").replace(",", "%2C") + "::" + data(text));
        }
    }

    /** Escapes what the runner would read as the end of the value (toolkit, packages/core/src/command.ts). */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void write(String line) {
        out.ifPresent(stream -> {
            stream.println(line);
            stream.flush();
        });
    }
}
