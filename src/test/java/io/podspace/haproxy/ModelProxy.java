package io.podspace.haproxy;

import io.podspace.haproxy.Slot.Admin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What HAProxy does with our commands, as far as it was tried: it executes their text, so that a wrong word is noticed.
 * Checks run when {@link #check} is called. Remembers the worst: a server that took requests unchecked.
 */
final class ModelProxy {
    private final List<Pool> pools;
    private final Map<String, String> assigned = new TreeMap<>();
    private final Map<String, String> routes = new TreeMap<>();
    private final Map<String, Long> pods = new HashMap<>();
    private final Map<Long, String> checks = new HashMap<>();
    final Map<String, String> aside = new TreeMap<>();
    private final Map<SlotName, Slot> slots = new TreeMap<>();
    private final Map<SlotName, String> checkedAddress = new HashMap<>();
    private final boolean router;
    final Set<String> servedUnchecked = new HashSet<>();

    ModelProxy(List<Pool> pools, boolean router) {
        this.pools = pools;
        this.router = router;
        for (Pool pool : pools) {
            for (int number = 1; number <= pool.slots(); number++) {
                SlotName name = new SlotName(pool.name(), number);
                slots.put(name, new Slot(name, 0, Slot.NO_ADDRESS, 0, 1, Admin.MAINT, false, false, 0));
            }
            if (!router) {
                assigned.put(pool.name(), pool.name());
            }
        }
    }

    Running running() {
        List<Slot> seen = new ArrayList<>();
        slots.forEach((name, slot) -> {
            if (assigned.containsKey(name.pool())) {
                seen.add(withPod(slot, pods.getOrDefault(name.toString(), 0L)));
            }
        });
        return new Running(
                "x",
                0,
                false,
                pools,
                assigned,
                routes,
                Running.byPool(seen),
                Set.of(),
                aside,
                new RunningChecks(checks, Map.of()));
    }

    void run(List<Command> commands) {
        for (Command command : commands) {
            for (String part : command.line().split("; ")) {
                execute(part.split(" "));
            }
            lookForUnchecked();
        }
    }

    /** A round of checks: an address that ends in an even number answers. */
    void check() {
        for (Map.Entry<SlotName, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            if (slot.admin() != Admin.MAINT && slot.hasAddress()) {
                boolean good = answers(slot.address());
                entry.setValue(new Slot(
                        slot.name(),
                        0,
                        slot.address(),
                        slot.port(),
                        slot.weight(),
                        slot.admin(),
                        good,
                        true,
                        slot.sessions()));
                if (good) {
                    checkedAddress.put(slot.name(), slot.address() + ":" + slot.port());
                }
            }
        }
    }

    /** Requests begin where they may, and end where they like. */
    void traffic(Random random) {
        slots.replaceAll((name, slot) -> {
            int sessions = slot.inRotation() && random.nextBoolean()
                    ? slot.sessions() + 1
                    : random.nextBoolean() ? 0 : slot.sessions();
            return new Slot(
                    name,
                    0,
                    slot.address(),
                    slot.port(),
                    slot.weight(),
                    slot.admin(),
                    slot.up(),
                    slot.checked(),
                    sessions);
        });
    }

    static boolean answers(String address) {
        return (address.charAt(address.length() - 1) - '0') % 2 == 0;
    }

    private void lookForUnchecked() {
        Set<String> checked = new HashSet<>(checkedAddress.values());
        slots.values().stream()
                .filter(Slot::inRotation)
                .filter(slot -> !checked.contains(slot.address() + ":" + slot.port()))
                .forEach(slot -> servedUnchecked.add(slot.toString()));
    }

    private void execute(String[] words) {
        switch (words[0] + " " + words[1]) {
            case "set server" -> set(words);
            case "add map" -> map(words[2], words[3], words[4], false);
            case "set map" -> map(words[2], words[3], words[4], true);
            case "del map" -> unmap(words[2], words[3]);
            default -> throw new AssertionError(String.join(" ", words));
        }
    }

    private void set(String[] words) {
        SlotName name = SlotName.parse(words[2]);
        Slot old = slots.get(name);
        String address = old.address();
        int port = old.port();
        int weight = old.weight();
        Admin admin = old.admin();
        boolean up = old.up();
        switch (words[3]) {
            case "addr" -> {
                if (old.admin() != Admin.MAINT
                        || old.sessions() > 0
                                && pods.containsKey(name.toString())
                                && words[4].equals(Slot.NO_ADDRESS)) {
                    throw new AssertionError("The address of a slot in use was changed: " + old);
                }
                address = words[4];
                port = Integer.parseInt(words[6]);
                checkedAddress.remove(name);
            }
            case "weight" -> weight = Integer.parseInt(words[4]);
            case "health" -> up = false;
            case "state" -> {
                admin = Admin.valueOf(words[4].toUpperCase(Locale.ROOT));
                up = admin != Admin.MAINT && (old.admin() == Admin.MAINT || up);
            }
            default -> throw new AssertionError(words[3]);
        }
        slots.put(name, new Slot(name, 0, address, port, weight, admin, up, old.checked(), old.sessions()));
    }

    private void map(String map, String key, String value, boolean there) {
        switch (map) {
            case Paths.SLOTS -> require(pods.put(key, Long.parseLong(value)) != null, there);
            case Paths.POOLS -> require(assigned.put(key, value) != null, there);
            case Paths.ROUTES -> require(routes.put(key, value) != null, there);
            case Paths.CHECKS -> require(checks.put(Long.valueOf(key), value) != null, there);
            case Paths.ASIDE -> require(aside.put(key, value) != null, there);
            default -> throw new AssertionError(map);
        }
    }

    private void unmap(String map, String key) {
        switch (map) {
            case Paths.SLOTS -> require(pods.remove(key) != null, true);
            case Paths.POOLS -> require(assigned.remove(key) != null, true);
            case Paths.ROUTES -> require(routes.remove(key) != null, true);
            case Paths.CHECKS -> require(checks.remove(Long.valueOf(key)) != null, true);
            case Paths.ASIDE -> require(aside.remove(key) != null, true);
            default -> throw new AssertionError(map);
        }
    }

    private static void require(boolean was, boolean expected) {
        if (was != expected) {
            throw new AssertionError("HAProxy would refuse this or keep a double");
        }
    }

    /** Pods that get requests, by backend of the table. */
    Map<String, Set<Long>> serving() {
        Map<String, Set<Long>> serving = new TreeMap<>();
        for (Slot slot : running().all().toList()) {
            if (slot.inRotation()) {
                serving.computeIfAbsent(assigned.get(slot.name().pool()), key -> new HashSet<>())
                        .add(slot.pod());
            }
        }
        return serving;
    }

    List<Slot> filled() {
        return new ArrayList<>(running().all().filter(slot -> !slot.blank()).toList());
    }

    boolean router() {
        return router;
    }

    /** As HAProxy, it names a server of a sticky pool by its address. */
    private Slot withPod(Slot slot, long pod) {
        boolean sticky = pools.stream()
                .anyMatch(pool ->
                        pool.name().equals(slot.name().pool()) && pool.profile().sticky());
        return new Slot(
                slot.name(),
                pod,
                slot.address(),
                slot.port(),
                slot.weight(),
                slot.admin(),
                slot.up(),
                slot.checked(),
                slot.refused(),
                slot.sessions(),
                slot.answered(),
                sticky && slot.hasAddress() ? "c-" + slot.address() + ":" + slot.port() : "");
    }
}
