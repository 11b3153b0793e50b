package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A shell script with the command line and output of googletest. A file with the name of a test is what it runs. */
final class ScriptedTests {
    /**
     * The user option that makes tests run as the current user: root must be named, and another user may have no name.
     */
    static final Optional<String> SELF = Optional.of("root").filter(System.getProperty("user.name")::equals);

    static final String SCRIPT = """
            #!/bin/sh
            # Behaviour of a test: $0.d/SUITE.NAME, sourced; without it, the test passes.
            here=$0.d
            for argument; do
              case $argument in
                --gtest_list_tests) cat "$here/list"; exit $(cat "$here/list-status" 2>/dev/null || echo 0);;
                --gtest_filter=*) filter=${argument#*=};;
                --gtest_output=xml:*) xml=${argument#*:};;
              esac
            done
            echo "$filter" >>"$here/runs"
            failed=0 cases=
            IFS=:
            for test in $filter; do
              IFS=' '
              [ -e "$here/left-out" ] && [ "$test" = "$(cat "$here/left-out")" ] && continue
              echo "[ RUN      ] $test"
              verdict='       OK ' message=
              file=$(echo "$test" | tr / _)
              if [ -e "$here/$file" ]; then . "$here/$file"; fi
              if [ "$verdict" = '  FAILED  ' ]; then
                failed=1
                cases="$cases<testcase name='${test##*.}' classname='${test%.*}'><failure message='$message'/></testcase>"
              fi
              echo "[$verdict] $test (7 ms)"
            done
            echo "<testsuites>$cases</testsuites>" >"$xml"
            [ -e "$here/end" ] && . "$here/end"
            exit $failed
            """;

    private ScriptedTests() {}

    static void write(Path program) throws IOException {
        Files.writeString(program, SCRIPT);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
