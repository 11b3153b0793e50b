package io.github.mesosbuild.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCommandTest {
    private static Optional<ToolCommand> of(String line) {
        return ToolCommand.of(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "g++ -O2 -c -o src/a.o src/a.cpp, COMPILE, src/a.o",
        "/usr/bin/x86_64-linux-gnu-gcc-12 -c -osrc/a.o src/a.c, COMPILE, src/a.o",
        "cc -c ../lib/a.c, COMPILE, a.o",
        "ccache g++ -c -o a.o a.cpp, COMPILE, a.o",
        "ccache /usr/bin/clang++ -c -o a.o a.cpp, COMPILE, a.o",
        "/bin/sh /work/tools/compilers/g++ -c -o a.o a.cpp, COMPILE, a.o",
        "/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus -quiet a.cpp -o /tmp/a.s, COMPILE, /tmp/a.s",
        "as --64 -o a.o /tmp/a.s, COMPILE, a.o",
        "g++ -o sample-cli main.o ../lib/libsample.a -lz, LINK, sample-cli",
        "gcc main.c -O2, LINK, a.out",
        "/usr/bin/ld -r -o all.o a.o b.o, LINK, all.o",
        "/bin/bash ../libtool --tag=CXX --mode=link g++ -rpath /usr/lib -o libmesos.la a.lo, LINK, libmesos.la",
        "/bin/bash ../libtool --mode link g++ -o mesos-master main.o libmesos.la, LINK, mesos-master",
        "/bin/bash ../libtool --tag=CXX --mode=link g++ -o libpart.la a.lo, ARCHIVE, libpart.la",
        "ar cru libsample.a a.o b.o, ARCHIVE, libsample.a",
        "gcc-ar rcs .libs/libsample.a a.o, ARCHIVE, .libs/libsample.a",
        "/bin/sh ./configure --prefix=/usr, OTHER, configure",
        "/bin/bash ../configure, OTHER, configure",
        "/opt/jdk/bin/javac -d classes A.java, OTHER, javac",
        "protoc -I. --cpp_out=. mesos/mesos.proto, OTHER, mesos/mesos.proto"
    })
    void aToolIsRecognized(String line, String kind, String output) {
        assertThat(of(line)).map(tool -> tool.kind() + " " + tool.output()).contains(kind + " " + output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make -j2",
                "/bin/sh -c g++ -c -o a.o a.cpp",
                "/bin/bash ../libtool --tag=CXX --mode=compile g++ -c -o a.lo a.cpp",
                "/bin/bash ../libtool --mode=install cp a /usr/bin/a",
                "g++ -E a.cpp",
                "g++ --version",
                "gcc -print-search-dirs -o x",
                "gcc",
                "ar t libsample.a",
                "ar x libsample.a",
                "ranlib libsample.a",
                "sed -e s/g++/gcc/ -o a.o",
                "ccache",
                "ccache --version",
                "ld --version"
            })
    void aProgramThatMakesNothingIsIgnored(String line) {
        assertThat(of(line)).isEmpty();
    }

    @Test
    void aLinkReadsObjectsAndLibraries() {
        assertThat(of("g++ -o cli main.o x/.libs/libz.so.1.2 liba.a b.la c.lo -lm -Wl,-soname,x.so cli.txt")
                        .orElseThrow()
                        .inputs())
                .containsExactly("main.o", "x/.libs/libz.so.1.2", "liba.a", "b.la", "c.lo");
        assertThat(of("ar cr libz.a a.o b.o").orElseThrow().inputs()).containsExactly("a.o", "b.o");
    }

    @Test
    void emptyAndUnfinishedCommandLinesAreIgnored() {
        assertThat(ToolCommand.of(List.of())).isEmpty();
        assertThat(ToolCommand.of(List.of(""))).isEmpty();
        assertThat(ToolCommand.of(List.of("ld", "-o"))).isEmpty();
        assertThat(ToolCommand.of(List.of("ld", "-o", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.lo, a", "src/.libs/a.o, src/a", ".libs/a.o, a", "x.libs/a.o, x.libs/a", "a.obj, a.obj"})
    void anObjectHasOneNameInAllItsForms(String object, String stem) {
        assertThat(ToolCommand.stem(object)).isEqualTo(stem);
    }
}
