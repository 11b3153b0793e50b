package io.github.mesosbuild.steps.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.steps.log.ConfigLog.FailedCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLogTest {
    @TempDir
    Path directory;

    private static FailedCheck check(String name) throws Exception {
        return ConfigLog.failedCheck(Path.of(
                        ConfigLogTest.class.getResource(name + ".config.log").toURI()))
                .orElseThrow();
    }

    @Test
    void missingLibrary() throws Exception {
        FailedCheck check = check("configure-library");
        assertThat(check.check()).isEqualTo("for meadow_init in -lmeadow");
        assertThat(check.message()).isEqualTo("cannot find libmeadow");
        assertThat(check.configureLine()).isEqualTo(16812);
        assertThat(check.command()).contains("gcc -o conftest -g -O2   conftest.c -lmeadow");
        assertThat(check.error()).contains("/usr/bin/ld: cannot find -lmeadow: No such file or directory");
        assertThat(check.lines())
                .startsWith("configure:16812: checking for meadow_init in -lmeadow")
                .noneMatch(line -> line.startsWith("|"));
    }

    @Test
    void missingHeader() throws Exception {
        FailedCheck check = check("configure-header");
        assertThat(check.check()).isEqualTo("for boost/meadow.hpp");
        assertThat(check.error().orElseThrow()).contains("boost/meadow.hpp: No such file or directory");
    }

    @Test
    void testProgramThatDoesNotCompile() throws Exception {
        FailedCheck check = check("configure-compile");
        assertThat(check.message()).isEqualTo("the compiler cannot graft");
        assertThat(check.error().orElseThrow()).contains("conftest.cpp:29:22: error: conversion from");
    }

    @Test
    void brokenCompiler() throws Exception {
        assertThat(check("configure-broken-compiler").error())
                .contains("g++: error: unrecognized command-line option '-fno-such-flag-here'");
        assertThat(check("configure-no-compiler").error())
                .contains("../configure: line 3710: g++-99: command not found");
    }

    @Test
    void aFailedAttemptBeforeASuccessfulOneIsShown() throws Exception {
        Path log = directory.resolve("config.log");
        Files.writeString(log, """
                configure:10: checking for grow
                configure:11: gcc -o conftest conftest.c  >&5
                conftest.c:1:1: error: no
                configure:11: $? = 1
                configure:12: gcc -o conftest -Dx conftest.c  >&5
                configure:12: $? = 0
                configure:13: error: grow is too old
                """);
        FailedCheck check = ConfigLog.failedCheck(log).orElseThrow();
        assertThat(check.command()).contains("gcc -o conftest conftest.c");
        assertThat(check.error()).contains("conftest.c:1:1: error: no");
    }

    @Test
    void aScriptThatSucceededOrCheckedNothingHasNoFailedCheck() throws Exception {
        Path log = directory.resolve("config.log");
        Files.writeString(log, "configure:10: checking for gcc\nconfigure:11: result: gcc\nconfigure: exit 0\n");
        assertThat(ConfigLog.failedCheck(log)).isEmpty();
        Files.writeString(log, "configure:10: error: cannot find sources\n");
        assertThat(ConfigLog.failedCheck(log)).isEmpty();
    }
}
