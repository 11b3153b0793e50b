package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectCountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g++ -DX -I. -w -c -o src/a.o ../src/a.cc | src/a.o",
                "g++ -I. -c db/builder.cc -o db/builder.o | db/builder.o",
                "/bin/bash ../libtool --tag=CXX --mode=compile g++ -MT x.lo -MF y -c -o sched/x.lo ../x.cpp | sched/x.lo",
                "gcc -c -o b.o b.c && mv -f t p | b.o"
            })
    void compilationsAreRecognised(String line, String object) {
        assertThat(ObjectCount.compiledBy(line)).contains(object);
    }

    @Test
    void automakesSilentRulesAreRecognised() {
        assertThat(ObjectCount.compiledBy("  CXX      src/a.lo")).contains("src/a.lo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libtool: compile:  g++ -c ../x.cpp -o sched/x.o",
                "g++ -o sample-tests a.o b.o -lz",
                "checking for C compiler default output file name... a.out",
                "make[1]: Entering directory '/x -c y'",
                "ar cru libx.a a.o b.o"
            })
    void otherLinesAreIgnored(String line) {
        assertThat(ObjectCount.compiledBy(line)).isEmpty();
    }

    @Test
    void onlyListedObjectsCountAndEachAsOftenAsItIsListed() {
        ObjectCount count = new ObjectCount(List.of("a.o", "a.o", "b.o"));
        for (String object : List.of("bundled.o", "a.o", "a.o", "a.o", "b.o")) {
            count.line("g++ -c -o " + object + " x.cc");
        }
        assertThat(count.done()).isEqualTo(3);
        assertThat(count.total()).isEqualTo(3);
    }

    @Test
    void theTotalIsUnknownOnceMoreOthersThanListedOnesAreCompiled() {
        ObjectCount count = new ObjectCount(List.of("a.o", "b.o"));
        List.of("a.o", "x.o", "y.o").forEach(object -> count.line("cc -c -o " + object + " x.c"));
        assertThat(count.done()).isEqualTo(1);
        assertThat(count.total()).isEqualTo(2);
        count.line("cc -c -o z.o z.c");
        assertThat(count.done()).isEqualTo(4);
        assertThat(count.total()).isZero();
    }

    @Test
    void existingObjectsCountUnderMakesNameForThem() {
        ObjectCount count = new ObjectCount(List.of("src/lib_la-a.lo", "b.o", "c.o"));
        List.of("lib_la-a.o", "b.o", "bundled.o", "a.o").forEach(count::present);
        assertThat(count.done()).isEqualTo(2);
    }
}
