package io.podspace.platform;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rule of names: a DNS label (RFC 1035), since names become parts of host names, and shorter than its 63 characters,
 * since two of them with a hyphen between must fit into one label.
 */
public final class Names {
    /** Longest name of a project or of an object in it. */
    public static final int LONGEST = 40;

    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern DOTS = Pattern.compile("\\.\\.|\\.-|-\\.");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final int MOST_LABELS = 64;
    private static final int LARGEST_ANNOTATIONS = 256 << 10;
    private static final int SHOWN = 60;

    private Names() {}

    /**
     * @param field that the value was typed into
     * @param value may be null
     * @return the value
     * @throws PodSpaceException INVALID when it is no DNS label of at most {@link #LONGEST} characters
     */
    public static String label(String field, String value) {
        return label(field, value, LONGEST);
    }

    /** Whether {@link #label(String, String)} takes it; null is none. */
    public static boolean isLabel(String value) {
        return value != null
                && value.length() <= LONGEST
                && LABEL.matcher(value).matches();
    }

    /** As {@link #label(String, String)} with another length, 1-63. */
    public static String label(String field, String value, int longest) {
        if (value == null || value.isBlank()) {
            throw PodSpaceException.invalid(
                    field, "%s is missing: use a-z, 0-9 and '-', at most %d characters".formatted(field, longest));
        }
        if (value.length() > longest || !LABEL.matcher(value).matches()) {
            throw PodSpaceException.invalid(
                    field,
                    "%s: '%s' is no DNS label: use a-z, 0-9 and '-', start with a letter, end with a letter or digit, at most %d characters"
                            .formatted(field, shown(value), longest));
        }
        return value;
    }

    /**
     * A DNS label as Kubernetes has it where a digit may come first: ports of services.
     *
     * @return the value
     * @throws PodSpaceException INVALID
     */
    public static String dnsLabel(String field, String value) {
        if (!DNS_LABEL.matcher(value).matches()) {
            throw PodSpaceException.invalid(
                    field,
                    "%s: '%s' is no DNS label: use a-z, 0-9 and '-', start and end with a letter or digit, at most 63 characters"
                            .formatted(field, shown(value)));
        }
        return value;
    }

    /**
     * Checks labels, by the rule of Kubernetes: a key of at most 63 characters, with an optional DNS prefix, and a value
     * of at most 63.
     */
    public static Map<String, String> labels(String field, Map<String, String> labels) {
        if (labels.size() > MOST_LABELS) {
            throw PodSpaceException.invalid(
                    field, "%s: %d are too many, at most %d".formatted(field, labels.size(), MOST_LABELS));
        }
        labels.forEach((key, value) -> {
            if (!isKey(key) || !LABEL_VALUE.matcher(value).matches()) {
                throw PodSpaceException.invalid(
                        "%s[%s]".formatted(field, shown(key)),
                        "%s: '%s=%s' is no label: use letters, digits, '-', '_' and '.', begin and end with a letter or digit, at most 63 characters"
                                .formatted(field, shown(key), shown(value)));
            }
        });
        return labels;
    }

    /**
     * Checks annotations, by the rule of Kubernetes: keys as those of labels, up to 256 KiB in all.
     *
     * @param field where they were written
     */
    public static Map<String, String> annotations(String field, Map<String, String> annotations) {
        int size = 0;
        for (Map.Entry<String, String> entry : annotations.entrySet()) {
            if (!isKey(entry.getKey().toLowerCase(Locale.ROOT))) {
                throw PodSpaceException.invalid(
                        field,
                        "annotations: '%s' is no key: use letters, digits, '-', '_' and '.', begin and end with a letter or digit, at most 63 characters, after a DNS name and '/' if you like"
                                .formatted(shown(entry.getKey())));
            }
            size += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        if (size > LARGEST_ANNOTATIONS) {
            throw PodSpaceException.invalid(
                    field,
                    "annotations: %d KiB are too much, at most %d KiB"
                            .formatted((size + 1023) >> 10, LARGEST_ANNOTATIONS >> 10));
        }
        return annotations;
    }

    private static boolean isKey(String key) {
        int slash = key.indexOf('/');
        return LABEL_KEY.matcher(key).matches()
                && !DOTS.matcher(key.substring(0, Math.max(0, slash))).find();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The user's text as it may stand in a message: short, on one line. */
    public static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
