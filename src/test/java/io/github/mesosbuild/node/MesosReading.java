package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.values.Attributes;
import io.github.mesosbuild.cluster.values.MesosValue;
import io.github.mesosbuild.cluster.values.Resources;
import io.github.mesosbuild.cluster.values.UnreadableValueException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a slave has after it has read its flags: its values in the form of {@link MeantValues}. */
final class MesosReading {
    private MesosReading() {}

    /** Reads {@code --resources}; those that {@code Resources::validate} rejects are ignored, and so are empty ones. */
    static Map<String, Object> resources(String text) throws UnreadableValueException {
        Map<String, Object> read = new TreeMap<>();
        for (Resources.Resource resource : Resources.parse(text, "*")) {
            if (isValid(resource.value())) {
                String key = resource.name() + "(" + resource.role() + ")";
                if (read.put(key, meaning(resource.value())) != null) {
                    throw new AssertionError(key + " is added to itself in " + text);
                }
            }
        }
        for (String detected : List.of("cpus", "mem", "disk", "ports")) {
            if (text.contains(detected)
                    && Resources.parse(text, "*").stream()
                            .noneMatch(resource -> resource.name().equals(detected))) {
                throw new AssertionError("The slave would not detect " + detected + " because of " + text);
            }
        }
        return read;
    }

    static Map<String, Object> attributes(String text) throws UnreadableValueException {
        Map<String, Object> read = new TreeMap<>();
        Attributes.parse(text).forEach(attribute -> read.put(attribute.name(), meaning(attribute.value())));
        return read;
    }

    /** {@code Resources::validate} (src/common/resources.cpp). */
    private static boolean isValid(MesosValue value) {
        if (value instanceof MesosValue.Scalar scalar) {
            return !(scalar.value() < 0);
        }
        if (value instanceof MesosValue.Items set) {
            return new HashSet<>(set.items()).size() == set.items().size();
        }
        List<MesosValue.Range> ranges = ((MesosValue.Ranges) value).ranges();
        for (int i = 0; i < ranges.size(); i++) {
            MesosValue.Range range = ranges.get(i);
            if (range.begin().compareTo(range.end()) > 0) {
                return false;
            }
            for (MesosValue.Range other : ranges.subList(i + 1, ranges.size())) {
                if (range.begin().compareTo(other.begin()) <= 0 && other.begin().compareTo(range.end()) <= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Object meaning(MesosValue value) {
        if (value instanceof MesosValue.Scalar scalar) {
            return scalar.value();
        }
        if (value instanceof MesosValue.Items set) {
            return new TreeSet<>(set.items());
        }
        if (value instanceof MesosValue.Text text) {
            return text.text();
        }
        TreeSet<Long> numbers = new TreeSet<>();
        for (MesosValue.Range range : ((MesosValue.Ranges) value).ranges()) {
            for (BigInteger number = range.begin();
                    number.compareTo(range.end()) <= 0;
                    number = number.add(BigInteger.ONE)) {
                numbers.add(number.longValueExact());
            }
        }
        return numbers;
    }
}
