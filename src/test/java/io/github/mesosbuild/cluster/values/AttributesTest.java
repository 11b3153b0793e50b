package io.github.mesosbuild.cluster.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors are those of src/common/values.cpp and attributes.cpp at tag 0.24.0, compiled. */
class AttributesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "rack:a;zone:b-1", "n:14.04", "n:-3", "url:http://x:80", "f:f(x)", "r:[1-5, 7-9]", "b:11-13"
            })
    void whatMesosReadsAsItIsWrittenIsValid(String text) {
        assertThat(Attributes.check(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "zones:{a,b} | The attribute zones in --attributes must be a number, ranges such as [1-5], or a text without spaces, [ and {, whose parentheses match, got '{a,b}'. mesos-slave would print: Bad type for attribute zones text {a,b} type 2.",
                "d:x[2] | The attribute d in --attributes must be a number, ranges such as [1-5], or a text without spaces, [ and {, whose parentheses match, got 'x[2]'. mesos-slave would print: Failed to parse attribute d text x[2] error Unexpected '[' found.",
                "k:4(rt | The attribute k in --attributes must be a number, ranges such as [1-5], or a text without spaces, [ and {, whose parentheses match, got '4(rt'. mesos-slave would print: Failed to parse attribute k text 4(rt error Mismatched brackets.",
                "rack:a b | The attribute rack in --attributes must not contain spaces, got 'a b'. Mesos removes them: it would read 'ab'.",
                "v:1.10 | The attribute v in --attributes must be a number in its shortest form, or a text that is not a number, got '1.10'. Mesos would read the number 1.1.",
                "v:007 | The attribute v in --attributes must be a number in its shortest form, or a text that is not a number, got '007'. Mesos would read the number 7.",
                "v:12e5 | The attribute v in --attributes must be a number in its shortest form, or a text that is not a number, got '12e5'. Mesos would read the number 1200000.",
                "v:nan | The attribute v in --attributes must be a number in its shortest form, or a text that is not a number, got 'nan'. Mesos would read the number NaN.",
                "v:[5-1] | The attribute v in --attributes must have ranges that begin before they end, got '[5-1]'.",
                "v:[] | The attribute v in --attributes must have at least one range, got '[]'. Mesos would keep an attribute without a value.",
                "a:b; c:d | Each attribute in --attributes must have a name without spaces, got ' c'. Mesos would keep the spaces as a part of the name.",
                "rack | Each attribute in --attributes must have the form name:value, got 'rack'. mesos-slave would print: Invalid attribute key:value pair 'rack'."
            })
    void otherAttributesAreRefused(String text, String sentence) {
        assertThat(Attributes.check(text).orElseThrow().sentence("--attributes", "mesos-slave"))
                .isEqualTo(sentence);
    }
}
