package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as {@code key=value} parted by commas. Pure. */
final class SelectorText {
    private SelectorText() {}

    /** @throws PodSpaceException INVALID at {@code selector} */
    static Map<String, String> parse(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String label = part.strip();
            if (label.isEmpty()) {
                continue;
            }
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw PodSpaceException.invalid(
                        "selector", "'" + label + "' is no label. Write key=value, e.g. app=web.");
            }
            labels.put(
                    label.substring(0, equals).strip(),
                    label.substring(equals + 1).strip());
        }
        return labels;
    }
}
