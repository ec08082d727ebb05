package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import java.util.Arrays;
import java.util.List;

/** Numbers as users type them, refused beside their field with the range in words. Pure. */
final class NumberText {
    private NumberText() {}

    /** @throws PodSpaceException INVALID at the field */
    static int parse(String field, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the same sentence as a number out of range
        }
        throw PodSpaceException.invalid(field, "'%s' is no number from %d to %d.".formatted(text.strip(), min, max));
    }

    /** Ports parted by commas or blanks; may be none. */
    static List<Integer> ports(String field, String text) {
        return Arrays.stream(text.strip().split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> parse(field, part.replaceFirst("/tcp$", ""), 1, 65535))
                .distinct()
                .toList();
    }
}
