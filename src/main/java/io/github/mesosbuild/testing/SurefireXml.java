package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the report in the format of Maven Surefire ({@code surefire-test-report.xsd} 3.0.2, {@code
 * StatelessXmlReporter}), which CI servers read. A test that failed again is a {@code failure} with {@code
 * rerunFailure}s, one that then passed is a {@code flakyFailure}.
 */
public final class SurefireXml {
    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String TYPE = "failure";

    private final XMLStreamWriter xml;

    private SurefireXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes a report, unless there are no results.
     *
     * @param directory the directory of the file {@code TEST-RELEASE.xml}
     * @throws IOException if the report cannot be written
     */
    public static TestReport write(String release, List<TestResult> results, Duration elapsed, Path directory)
            throws IOException {
        Path file = directory.resolve("TEST-" + release.replace(' ', '-') + ".xml");
        TestReport report = new TestReport(release, results, elapsed, file);
        if (!results.isEmpty()) {
            write(report);
        }
        return report;
    }

    private static void write(TestReport report) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new SurefireXml(writer).suite(report);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IOException("Cannot write the report " + report.file() + ": " + e.getMessage(), e);
        }
        AtomicFile.write(report.file(), text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void suite(TestReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuite");
        xml.writeNamespace("xsi", XSI);
        xml.writeAttribute("xsi", XSI, "noNamespaceSchemaLocation", SCHEMA);
        attribute("version", "3.0.2");
        attribute("name", report.release());
        attribute("time", seconds(report.elapsed()));
        attribute("tests", report.results().size());
        attribute("errors", 0);
        attribute("skipped", report.count(TestVerdict.SKIPPED));
        attribute("failures", report.count(TestVerdict.FAILED));
        attribute("flakes", report.count(TestVerdict.FLAKY));
        line();
        xml.writeEmptyElement("properties");
        for (TestResult result : report.results()) {
            line();
            testCase(result);
        }
        line();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(TestResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("name", result.test().name());
        attribute("classname", result.test().suite());
        attribute("time", seconds(result.time()));
        List<FailedRun> failures = result.failures();
        switch (result.verdict()) {
            case PASSED -> {
                // No further elements.
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                attribute("message", result.message());
            }
            case FAILED -> {
                FailedRun first = failures.get(0);
                start("failure", first);
                text(first.message());
                xml.writeEndElement();
                for (FailedRun again : failures.subList(1, failures.size())) {
                    nested("rerunFailure", again);
                }
                element("system-out", first.output() + "\nLog: " + first.log());
            }
            case FLAKY -> {
                for (FailedRun failure : failures) {
                    nested("flakyFailure", failure);
                }
                if (!result.message().isEmpty()) {
                    element("system-out", result.message());
                }
            }
        }
        xml.writeEndElement();
    }

    private void nested(String element, FailedRun attempt) throws XMLStreamException {
        start(element, attempt);
        element("stackTrace", attempt.message());
        element("system-out", attempt.output() + "\nLog: " + attempt.log());
        xml.writeEndElement();
    }

    private void start(String element, FailedRun attempt) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", attempt.message());
        attribute("type", TYPE);
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        text(content);
        xml.writeEndElement();
    }

    private void text(String content) throws XMLStreamException {
        xml.writeCharacters(valid(Redactor.text(content)));
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, valid(Redactor.text(value.toString())));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** Replaces characters that XML 1.0 does not allow (section 2.2), such as terminal escapes, by question marks. */
    private static String valid(String text) {
        StringBuilder valid = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || c >= ' ' && c < 0xD800
                    || c > 0xDFFF && c < 0xFFFE
                    || c > 0xFFFF;
            valid.appendCodePoint(allowed ? c : '?');
        });
        return valid.toString();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
