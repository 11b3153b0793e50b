package io.github.mesosbuild.env;

import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The language of a shell, in which it reads its start-up file. */
public enum ShellDialect {
    /** That of sh, bash and zsh (IEEE Std 1003.1, Shell Command Language). */
    POSIX {
        @Override
        String prepended(String variable, Path directory) {
            String name = ShellWords.inQuotes(directory.toString());
            return String.format(Locale.ROOT, """
                    case ":${%1$s-}:" in
                      *:%2$s:*) ;;
                      *) %1$s=%2$s"${%1$s:+:$%1$s}" ;;
                    esac
                    """, variable, name);
        }

        @Override
        String exported(String variable) {
            return "export " + variable + "\n";
        }

        @Override
        String assigned(String variable, String value) {
            return "export " + variable + "=" + ShellWords.inQuotes(value) + "\n";
        }
    },

    /** That of fish (fish documentation, "Shell variables"): PATH is a list. */
    FISH {
        @Override
        String prepended(String variable, Path directory) {
            String name = inFishQuotes(directory.toString());
            return "contains -- " + name + " $" + variable + "; or set -gx " + variable + " " + name + " $" + variable
                    + "\n";
        }

        @Override
        String assigned(String variable, String value) {
            return "set -gx " + variable + " " + inFishQuotes(value) + "\n";
        }
    },

    /** That of csh and tcsh (tcsh(1)). */
    CSH {
        @Override
        String prepended(String variable, Path directory) {
            String name = ShellWords.inQuotes(directory.toString());
            return String.format(Locale.ROOT, """
                    if ( ! $?%1$s ) setenv %1$s %2$s
                    if ( ":${%1$s}:" !~ *":"%2$s":"* ) setenv %1$s %2$s":${%1$s}"
                    """, variable, name);
        }

        @Override
        String assigned(String variable, String value) {
            return "setenv " + variable + " " + ShellWords.inQuotes(value) + "\n";
        }
    };

    private static final Set<String> CSH_FILES = Set.of(".cshrc", ".tcshrc", ".login", "csh.cshrc", "csh.login");

    /** Returns the language of a start-up file, by its name. */
    public static ShellDialect of(Path startUpFile) {
        String name = String.valueOf(startUpFile.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".fish")) {
            return FISH;
        }
        return CSH_FILES.contains(name) || name.endsWith(".csh") || name.endsWith(".tcsh") ? CSH : POSIX;
    }

    /** Returns lines that put a directory first in a search path, unless it is in it. */
    abstract String prepended(String variable, Path directory);

    /** Returns the line that passes a variable on to programs, if the other lines do not. */
    String exported(String variable) {
        return "";
    }

    /** Returns the line that sets a variable for programs. */
    abstract String assigned(String variable, String value);

    private static String inFishQuotes(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
