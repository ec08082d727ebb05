package io.podspace.deployment;

import io.podspace.platform.PodSpaceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of pods, or a percentage of the wanted number.
 *
 * @param number pods 0-10000, or percent 0-100
 */
public record Amount(int number, boolean percent) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\s*(%?)");

    /** @param pods 0-10000 */
    public static Amount of(int pods) {
        return new Amount(pods, false);
    }

    /** @param percent of the wanted number, 0-100 */
    public static Amount percent(int percent) {
        return new Amount(percent, true);
    }

    /**
     * Reads {@code 1} or {@code 25 %}.
     *
     * @throws PodSpaceException INVALID at {@code field}
     */
    public static Amount parse(String field, String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            throw PodSpaceException.invalid(
                    field, "%s: give a number of pods such as 1, or a percentage such as 25%%".formatted(field));
        }
        return new Amount(Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    /** Of so many pods; at least one when it is more than nothing. */
    public int roundedUp(int pods) {
        return percent ? (int) (((long) pods * number + 99) / 100) : number;
    }

    /** Of so many pods. */
    public int roundedDown(int pods) {
        return percent ? (int) ((long) pods * number / 100) : number;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return percent ? number + "%" : Integer.toString(number);
    }
}
