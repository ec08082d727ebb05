package io.podspace.haproxy;

import java.util.Comparator;

/** A slot of a pool, as the runtime API names it: {@code pool/s3}. */
record SlotName(String pool, int number) implements Comparable<SlotName> {
    private static final Comparator<SlotName> ORDER =
            Comparator.comparing(SlotName::pool).thenComparingInt(SlotName::number);

    /** @throws IllegalArgumentException when it is no name of a slot */
    static SlotName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || !text.startsWith("s", slash + 1)) {
            throw new IllegalArgumentException("No slot: " + text);
        }
        return new SlotName(text.substring(0, slash), Integer.parseInt(text.substring(slash + 2)));
    }

    @Override
    public int compareTo(SlotName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return pool + "/s" + number;
    }
}
