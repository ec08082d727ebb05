package io.podspace.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities of Kubernetes, such as {@code 250m} and {@code 128Mi}. Pure. */
final class Quantities {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "", BigDecimal.ONE,
            "k", new BigDecimal(1_000),
            "M", new BigDecimal(1_000_000),
            "G", new BigDecimal(1_000_000_000L),
            "T", new BigDecimal(1_000_000_000_000L),
            "Ki", new BigDecimal(1L << 10),
            "Mi", new BigDecimal(1L << 20),
            "Gi", new BigDecimal(1L << 30),
            "Ti", new BigDecimal(1L << 40));
    private static final long MIB = 1L << 20;

    private Quantities() {}

    /** Thousandths, rounded up; empty when it is no quantity. */
    static Optional<Integer> millis(String text) {
        return value(text)
                .map(value -> value.movePointRight(3).setScale(0, RoundingMode.UP))
                .filter(value -> value.compareTo(new BigDecimal(Integer.MAX_VALUE)) <= 0)
                .map(BigDecimal::intValue);
    }

    /** Whole units, rounded up; empty when it is no quantity. */
    static Optional<Long> units(String text) {
        return value(text)
                .map(value -> value.setScale(0, RoundingMode.UP))
                .filter(value -> value.compareTo(new BigDecimal(Long.MAX_VALUE)) <= 0)
                .map(BigDecimal::longValue);
    }

    /** Below, at or above zero as the first is less, the same or more; empty when one of them is no quantity. */
    static Optional<Integer> compare(String one, String other) {
        return value(one).flatMap(first -> value(other).map(first::compareTo));
    }

    static String cpu(int millis) {
        return millis % 1000 == 0 ? Integer.toString(millis / 1000) : millis + "m";
    }

    static String memory(long bytes) {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "Gi";
        }
        return bytes > 0 && bytes % MIB == 0 ? bytes / MIB + "Mi" : Long.toString(bytes);
    }

    private static Optional<BigDecimal> value(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > 30 || !form.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = UNITS.get(form.group(2) == null ? "" : form.group(2));
        return Optional.of(new BigDecimal(form.group(1)).multiply(unit));
    }
}
