package io.podspace.reconcile;

import io.podspace.platform.PodSpaceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses.
 *
 * @param first its first address as a number; bits past the prefix are zero
 * @param prefix 0-32
 */
record Cidr(long first, int prefix) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;

    Cidr {
        if (prefix < 0 || prefix > BITS) {
            throw PodSpaceException.invalid("subnet", "A prefix is 0-32, not " + prefix + ".");
        }
        first &= 0xFFFFFFFFL << (BITS - prefix) & 0xFFFFFFFFL;
    }

    /** @throws PodSpaceException INVALID when the text is no block such as {@code 10.208.0.0/12} */
    static Cidr of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw PodSpaceException.invalid("subnet", "'%s' is no block of IPv4 addresses.".formatted(text));
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int number = Integer.parseInt(parts.group(part));
            if (number > 255) {
                throw PodSpaceException.invalid("subnet", "'%s' is no block of IPv4 addresses.".formatted(text));
            }
            address = address << 8 | number;
        }
        return new Cidr(address, Integer.parseInt(parts.group(5)));
    }

    long last() {
        return first + size() - 1;
    }

    long size() {
        return 1L << (BITS - prefix);
    }

    boolean overlaps(Cidr other) {
        return first <= other.last() && other.first <= last();
    }

    static String address(long number) {
        return "%d.%d.%d.%d".formatted(number >> 24 & 255, number >> 16 & 255, number >> 8 & 255, number & 255);
    }

    @Override
    public String toString() {
        return address(first) + "/" + prefix;
    }
}
