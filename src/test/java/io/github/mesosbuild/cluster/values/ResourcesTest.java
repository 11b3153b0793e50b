package io.github.mesosbuild.cluster.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors are those of src/common/values.cpp and resources.cpp at tag 0.24.0, compiled. */
class ResourcesTest {
    private static final Dialect OLDEST = new Dialect(Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cpus:2;mem:1024",
                " cpus : 2 ; mem(web) : 0.5 ",
                "cpus:0;ports:[]",
                "ports:[31000-32000, 33000-33000];disk:5;disks:{sda,sdb}",
                "mem(*):1;mem(web):2",
                "cpus:2;cpus:3"
            })
    void whatMesosReadsAsItIsWrittenIsValid(String text) {
        assertThat(Resources.check(text, OLDEST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ports:31000-32000 | The resource ports in --resources must have its ranges in brackets, such as [31000-32000], got '31000-32000'. mesos-slave would print: Failed to determine slave resources: Bad type for resource ports value 31000-32000 type TEXT.",
                "cpus:1;mem:8192MB | The resource mem in --resources must be a number of MB without a unit, got '8192MB'. mesos-slave would print: Failed to determine slave resources: Bad type for resource mem value 8192MB type TEXT.",
                "disk:root:1000 | The resource disk in --resources must be a number of MB without a unit, got 'root:1000'. mesos-slave would print: Failed to determine slave resources: Bad value for resources, missing or extra ':' in disk:root:1000.",
                "mem:-1 | The resource mem in --resources must not be negative, got '-1'. Mesos ignores the resource: Invalid scalar resource: value < 0.",
                "ports:[1-5,3-9] | The resource ports in --resources must have ranges that do not overlap, got '[1-5,3-9]'. Mesos ignores the resource: Invalid ranges resource: overlapping ranges.",
                "ports:[3-9,1-5] | The resource ports in --resources must have ranges that do not overlap, got '[3-9,1-5]'. Mesos ignores the resource: Invalid ranges resource: overlapping ranges.",
                "ports:[9-1] | The resource ports in --resources must have ranges that begin before they end, got '[9-1]'. Mesos ignores the resource: Invalid ranges resource: begin > end.",
                "ports:[8080,9090] | The resource ports in --resources must be ranges of the form [begin-end, begin-end], got '[8080,9090]'. Mesos would read [8080-9090].",
                "ports:8080 | The resource ports in --resources must be ranges, such as [31000-32000], got '8080'. The slave would offer no ports.",
                "cpus:inf | The resource cpus in --resources must be a number, in digits, got 'inf'. Mesos would read Infinity.",
                "disks:{a b} | The resource disks in --resources must be a set such as {a,b}, of words without spaces and brackets, got '{a b}'. Mesos would read {ab}.",
                "disks:{a,a} | The resource disks in --resources must list each item once, got '{a,a}'. Mesos ignores the resource: Invalid set resource: duplicated elements.",
                "mem(web:5 | Each resource in --resources must have the form name:value or name(role):value, got 'mem(web'. mesos-slave would print: Failed to determine slave resources: Bad value for resources, mismatched parentheses in mem(web:5.",
                "mem(web)x:5 | Each resource in --resources must have the form name:value or name(role):value, got 'mem(web)x'. Mesos would read the resource 'mem'.",
                "cpus | Each resource in --resources must have the form name:value or name(role):value, got 'cpus'. mesos-slave would print: Failed to determine slave resources: Bad value for resources, missing or extra ':' in cpus.",
                "foo:1;foo(web):{a} | --resources must have one type for each name, got 'foo:1;foo(web):{a}'. mesos-slave would print: Failed to determine slave resources: Resources with the same name ('foo') but different types are not allowed.",
                "memory:1 | --resources must include 'mem', got 'memory:1'. Because the text contains 'mem', the slave does not detect that resource, and offers none."
            })
    void otherResourcesAreRefused(String text, String sentence) {
        assertThat(Resources.check(text, OLDEST).orElseThrow().sentence("--resources", "mesos-slave"))
                .isEqualTo(sentence);
    }

    @Test
    void readsResourcesAsMesosDoes() throws Exception {
        assertThat(Resources.parse("cpus:1e1;ports( web ):[1-2,5-6];x:{a,,b}", "ops"))
                .containsExactly(
                        new Resources.Resource("cpus", "ops", new MesosValue.Scalar(10)),
                        new Resources.Resource(
                                "ports", "web", new MesosValue.Ranges(List.of(range(1, 2), range(5, 6)))),
                        new Resources.Resource("x", "ops", new MesosValue.Items(List.of("a", "b"))));
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> MesosValue.parse("[1-2,3]"))
                .withMessage("Expecting one or more \"ranges\"");
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> MesosValue.parse("[1-x]"))
                .withMessage("Expecting non-negative integers in 'x'");
    }

    private static MesosValue.Range range(int begin, int end) {
        return new MesosValue.Range(BigInteger.valueOf(begin), BigInteger.valueOf(end));
    }

    /** The roles of 1.4 and newer have paths, and its messages name the agent. */
    @Test
    void theVersionDecides() {
        assertThat(Resources.check("mem(eng/dev):5", Dialect.NEWEST)).isEmpty();
        assertThat(Resources.check("mem(eng/dev):5", OLDEST).orElseThrow().sentence("--resources", "mesos-slave"))
                .isEqualTo("Each resource in --resources must have the form name:value or name(role):value, got"
                        + " 'mem(eng/dev)'. Mesos would read the resource 'mem'.");
        for (String role : new String[] {"/eng", "eng/", "eng//dev", "eng/-dev"}) {
            assertThat(Resources.check("mem(" + role + "):5", Dialect.NEWEST))
                    .as(role)
                    .isPresent();
        }
        assertThat(Resources.check("mem:8GB", Dialect.NEWEST).orElseThrow().sentence("--resources", "mesos-agent"))
                .isEqualTo("The resource mem in --resources must be a number of MB without a unit, got '8GB'."
                        + " mesos-agent would print: Failed to determine agent resources: Bad type for resource mem"
                        + " value 8GB type TEXT.");
    }

    /** From 0.24.2 on, ranges are merged, and from 1.1 on, an invalid resource ends the agent. */
    @Test
    void whatMesosDoesWithInvalidResourcesDependsOnTheVersion() {
        assertThat(Resources.check("ports:[1-5,3-9]", Dialect.NEWEST)).isEmpty();
        assertThat(Resources.check("disks:{a,a}", Dialect.NEWEST).orElseThrow().sentence("--resources", "mesos-agent"))
                .isEqualTo("The resource disks in --resources must list each item once, got '{a,a}'. mesos-agent would"
                        + " print: Failed to determine agent resources: Invalid set resource: duplicated elements.");
        assertThat(Resources.check("ports:[9-1]", Dialect.NEWEST).orElseThrow().sentence("--resources", "mesos-agent"))
                .isEqualTo("The resource ports in --resources must have ranges that begin before they end, got '[9-1]'."
                        + " mesos-agent would print: Failed to determine agent resources: Invalid ranges resource: begin"
                        + " > end.");
        assertThat(Resources.check("mem:-1", Dialect.NEWEST).orElseThrow().sentence("--resources", "mesos-agent"))
                .isEqualTo("The resource mem in --resources must not be negative, got '-1'. The agent would end.");
    }
}
