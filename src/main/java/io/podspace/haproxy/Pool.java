package io.podspace.haproxy;

/**
 * A backend section with pre-made slots. In a balancer it belongs to one backend of the table and has its key as name; in
 * a router it is blank until a backend of the table is assigned to it.
 *
 * @param name section name, {@code [a-z0-9-]+}
 * @param slots at least 1; slot numbers are 1 to this
 */
record Pool(String name, Profile profile, int slots) {
    /** Enough for most, at some 6 KB a slot (docs/decisions/0030). */
    static final int SLOTS = 64;

    Pool withSlots(int count) {
        return new Pool(name, profile, count);
    }

    /** The smallest power of two that is neither below {@link #SLOTS} nor below the need. */
    static int slotsFor(int endpoints) {
        int slots = SLOTS;
        while (slots < endpoints) {
            slots *= 2;
        }
        return slots;
    }
}
