package io.podspace.haproxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read of a proxy's slots, and which pools may be otherwise by now: those that were told something, and those
 * with a pod that is not simply served. So a pass over one of many pools reads that one. What nobody told us of is found by
 * the whole reading, which comes every two seconds. Pure; not safe for several threads.
 */
final class KnownSlots {
    /** What was read is at most so old. */
    static final Duration OLDEST = Duration.ofSeconds(2);

    private final Map<String, List<Slot>> pools = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean doubted = true;
    private long wholeNanos;

    /** @return those of the pools that must be read anew */
    Set<String> toRead(Set<String> assigned, long nowNanos) {
        if (whole(nowNanos)) {
            pools.clear();
            doubted = false;
            wholeNanos = nowNanos;
        }
        pools.keySet().retainAll(assigned);
        told.retainAll(assigned);
        Set<String> anew = new HashSet<>(assigned);
        anew.removeIf(pool -> pools.containsKey(pool) && !told.contains(pool) && settled(pools.get(pool)));
        return anew;
    }

    /** Whether everything is to be read. */
    boolean whole(long nowNanos) {
        return doubted || nowNanos - wholeNanos > OLDEST.toNanos();
    }

    void read(String pool, List<Slot> slots) {
        pools.put(pool, slots);
        told.remove(pool);
    }

    void told(List<Command> commands) {
        commands.forEach(command -> told.addAll(command.pools()));
    }

    /** Somebody else told the proxy something, or an answer was lost. */
    void doubt() {
        doubted = true;
    }

    Map<String, List<Slot>> all() {
        return Map.copyOf(pools);
    }

    private static boolean settled(List<Slot> slots) {
        return slots.stream()
                .allMatch(slot ->
                        slot.blank() || slot.pod() != 0 && slot.hasAddress() && slot.inRotation() && slot.checked());
    }
}
