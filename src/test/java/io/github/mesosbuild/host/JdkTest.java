package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    private static final String RELEASE = "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\nOS_ARCH=\"x86_64\"\n";

    @TempDir
    Path home;

    private void release(String text) throws Exception {
        TestFiles.write(home.resolve("release"), text);
    }

    @Test
    void aCompleteJdkLacksNothing() throws Exception {
        release(RELEASE);
        TestFiles.program(home.resolve("bin/javac"), "");
        TestFiles.write(home.resolve("include/jni.h"), "");
        TestFiles.write(home.resolve("lib/server/libjvm.so"), "");
        Jdk jdk = Jdk.at(home);
        assertThat(jdk.complete()).isTrue();
        assertThat(jdk.version()).contains(new Version("17.0.15"));
        assertThat(jdk.architecture()).isEqualTo("amd64");
        assertThat(jdk.identity()).isEqualTo("Debian 17.0.15 x86_64");
        assertThat(jdk.virtualMachine()).contains(home.resolve("lib/server"));
    }

    @Test
    void aJreLacksItsCompilerAndItsHeaders() throws Exception {
        release(RELEASE);
        TestFiles.write(home.resolve("lib/server/libjvm.so"), "");
        assertThat(Jdk.at(home).lacking()).containsExactly("no bin/javac", "no include/jni.h");
    }

    @Test
    void aJdk8HasItsVirtualMachineElsewhere() throws Exception {
        release("JAVA_VERSION=\"1.8.0_292\"\nOS_ARCH=\"amd64\"\n");
        TestFiles.program(home.resolve("bin/javac"), "");
        TestFiles.write(home.resolve("include/jni.h"), "");
        TestFiles.write(home.resolve("jre/lib/amd64/server/libjvm.so"), "");
        Jdk jdk = Jdk.at(home);
        assertThat(jdk.complete()).isTrue();
        assertThat(jdk.version()).contains(new Version("8.0"));
        assertThat(jdk.virtualMachine()).contains(home.resolve("jre/lib/amd64/server"));
    }

    @Test
    void debiansJdk8SaysItsVersionInTheManifestOfItsClasses() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.8.0_504");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VENDOR, "Debian");
        Path classes = Files.createDirectories(home.resolve("jre/lib")).resolve("rt.jar");
        new JarOutputStream(Files.newOutputStream(classes), manifest).close();
        Jdk jdk = Jdk.at(home);
        assertThat(jdk.version()).contains(new Version("8.0"));
        assertThat(jdk.identity()).isEqualTo("Debian 1.8.0_504");
        assertThat(jdk.architecture()).isEqualTo("amd64");
    }

    @Test
    void aMissingDirectoryLacksEverything() throws Exception {
        assertThat(Jdk.at(home.resolve("nothing")).lacking())
                .containsExactly(
                        "no bin/javac", "no include/jni.h", "no libjvm", "no version in 'release' or jre/lib/rt.jar");
    }
}
