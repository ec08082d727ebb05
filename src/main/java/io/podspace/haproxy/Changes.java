package io.podspace.haproxy;

import io.podspace.haproxy.Slot.Admin;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The runtime commands that bring a running proxy to a table. Pure. The structure is large enough already
 * ({@link Layouts}). Whoever edits this keeps: the pod of a slot is on record before its address is set, and off record
 * after it is gone; a slot takes requests only for a pod whose check has passed in this process; a slot is emptied only
 * when it was seen in maintenance without sessions, so emptying takes two rounds; what takes requests from a slot comes
 * after what gives some to others, so that there is no moment without any.
 */
final class Changes {
    private final List<Command> commands = new ArrayList<>();
    private final ProxyTable table;
    private final Running running;
    private final Map<String, String> current;
    private final boolean router;
    private final Map<String, Pool> pools;
    /** Slots whose check passes, by pod. */
    private final Map<Long, List<Slot>> checked;
    /** Of the backend at hand: what gives a slot fewer requests. */
    private final List<Command> takings = new ArrayList<>();

    private Changes(ProxyTable table, Running running, boolean router) {
        this.table = table;
        this.running = running;
        this.router = router;
        this.current = Assignment.current(table, running);
        this.pools = running.pools().stream().collect(Collectors.toMap(Pool::name, Function.identity()));
        this.checked = running.all()
                .filter(slot -> slot.pod() != 0 && slot.admin() != Admin.MAINT && slot.up() && slot.checked())
                .collect(Collectors.groupingBy(Slot::pod));
    }

    /** In the order in which they must be sent. Empty: the proxy does what the table says. */
    static List<Command> between(ProxyTable table, Running running, boolean router) {
        return new Changes(table, running, router).plan();
    }

    private List<Command> plan() {
        if (router) {
            addCertificates();
            assign();
        }
        Map<Long, String> checks = checks();
        addChecks(checks);
        for (Backend backend : table.backends()) {
            endpoints(backend, pool(current.get(backend.key())));
        }
        if (router) {
            routes();
        }
        Set<String> used = new HashSet<>(current.values());
        running.pools().stream()
                .filter(pool -> running.assigned().containsKey(pool.name()) && !used.contains(pool.name()))
                .forEach(this::release);
        new TreeSet<>(running.checks().values().keySet())
                .stream()
                        .filter(pod -> !checks.containsKey(pod))
                        .forEach(pod -> commands.add(Command.deleteFromMap(Paths.CHECKS, pod.toString())));
        if (router) {
            setAside();
            deleteCertificates();
        }
        return List.copyOf(commands);
    }

    private void assign() {
        current.forEach((key, pool) -> {
            if (!running.assigned().containsKey(pool)) {
                commands.add(Command.addToMap(Paths.POOLS, pool, key));
            }
        });
    }

    /** Pod to value, of all pods that the table wants checked beyond connections. */
    private Map<Long, String> checks() {
        Map<Long, String> checks = new TreeMap<>();
        for (Backend backend : table.backends()) {
            for (Endpoint endpoint : backend.endpoints()) {
                String value = CheckText.value(endpoint);
                if (!value.isEmpty()) {
                    checks.put(endpoint.pod(), value);
                }
            }
        }
        return checks;
    }

    private void addChecks(Map<Long, String> checks) {
        checks.forEach((pod, value) -> {
            String present = running.checks().values().get(pod);
            if (present == null) {
                commands.add(Command.addToMap(Paths.CHECKS, pod.toString(), value));
            } else if (!CheckText.same(present, value)) {
                commands.add(Command.setInMap(Paths.CHECKS, pod.toString(), value));
            }
        });
    }

    private void endpoints(Backend backend, Pool pool) {
        Map<Long, Endpoint> wanted =
                backend.endpoints().stream().collect(Collectors.toMap(Endpoint::pod, Function.identity()));
        Set<Integer> taken = new TreeSet<>();
        Set<Long> present = new HashSet<>();
        for (Slot slot : running.filled(pool.name())) {
            taken.add(slot.name().number());
            Endpoint endpoint = present.contains(slot.pod()) ? null : wanted.get(slot.pod());
            if (endpoint == null) {
                leave(slot);
            } else {
                present.add(slot.pod());
                adjust(slot, endpoint, pool.profile());
            }
        }
        int number = 1;
        for (Endpoint endpoint : backend.endpoints()) {
            if (!present.contains(endpoint.pod())) {
                while (taken.contains(number)) {
                    number++;
                }
                taken.add(number);
                SlotName name = new SlotName(pool.name(), number);
                commands.add(Command.addToMap(Paths.SLOTS, name.toString(), Long.toString(endpoint.pod())));
                fill(name, endpoint, pool.profile());
            }
        }
        commands.addAll(takings);
        takings.clear();
    }

    /** A slot in maintenance gets a pod. */
    private void fill(SlotName name, Endpoint endpoint, Profile profile) {
        commands.add(Command.address(name, endpoint));
        commands.add(Command.weight(name, endpoint.weight()));
        enter(name, endpoint, profile);
    }

    private void enter(SlotName name, Endpoint endpoint, Profile profile) {
        Admin target = target(endpoint.wish(), profile);
        if (target != Admin.MAINT) {
            commands.add(Command.enter(name, target, checkedElsewhere(endpoint)));
        }
    }

    private void adjust(Slot slot, Endpoint endpoint, Profile profile) {
        if (!slot.address().equals(endpoint.address()) || slot.port() != endpoint.port()) {
            if (slot.admin() != Admin.MAINT) {
                commands.add(Command.state(slot.name(), Admin.MAINT));
            }
            fill(slot.name(), endpoint, profile);
            return;
        }
        if (slot.weight() != endpoint.weight()) {
            boolean takes = slot.admin() == Admin.READY && endpoint.weight() < slot.weight();
            (takes ? takings : commands).add(Command.weight(slot.name(), endpoint.weight()));
        }
        Admin target = target(endpoint.wish(), profile);
        if (slot.admin() == target) {
            return;
        }
        if (slot.admin() == Admin.MAINT) {
            enter(slot.name(), endpoint, profile);
        } else {
            (slot.admin() == Admin.READY ? takings : commands).add(Command.state(slot.name(), target));
        }
    }

    /** Its pod left the table. */
    private void leave(Slot slot) {
        if (slot.admin() != Admin.MAINT) {
            commands.add(Command.state(slot.name(), Admin.MAINT));
        } else if (slot.sessions() == 0) {
            if (slot.hasAddress()) {
                commands.add(Command.address(slot.name(), Slot.NO_ADDRESS, 0));
            }
            if (slot.pod() != 0) {
                commands.add(Command.deleteFromMap(Paths.SLOTS, slot.name().toString()));
            }
        }
    }

    /** Its backend left the table, or moved to a pool of another profile. */
    private void release(Pool pool) {
        List<Slot> filled = running.filled(pool.name());
        filled.forEach(this::leave);
        if (filled.isEmpty() && router) {
            commands.add(Command.deleteFromMap(Paths.POOLS, pool.name()));
        }
    }

    private void routes() {
        Map<String, String> wanted = new TreeMap<>(RouteKeys.of(table, current));
        wanted.forEach((key, value) -> {
            String present = running.routes().get(key);
            if (present == null) {
                commands.add(Command.addToMap(Paths.ROUTES, key, value));
            } else if (!present.equals(value)) {
                commands.add(Command.setInMap(Paths.ROUTES, key, value));
            }
        });
        new TreeSet<>(running.routes().keySet())
                .stream()
                        .filter(key -> !wanted.containsKey(key))
                        .forEach(key -> commands.add(Command.deleteFromMap(Paths.ROUTES, key)));
    }

    /** Cookies of a server are known only after it has its address, which the next round sees. */
    private void setAside() {
        Map<String, String> wanted = new TreeMap<>();
        for (Backend backend : table.backends()) {
            Set<Long> pods = backend.endpoints().stream()
                    .filter(Endpoint::aside)
                    .map(Endpoint::pod)
                    .collect(Collectors.toSet());
            running.filled(current.get(backend.key())).stream()
                    .filter(slot -> pods.contains(slot.pod()) && !slot.cookie().isEmpty())
                    .forEach(slot -> wanted.put(slot.cookie(), Long.toString(slot.pod())));
        }
        wanted.forEach((cookie, pod) -> {
            String present = running.aside().get(cookie);
            if (present == null) {
                commands.add(Command.addToMap(Paths.ASIDE, cookie, pod));
            } else if (!present.equals(pod)) {
                commands.add(Command.setInMap(Paths.ASIDE, cookie, pod));
            }
        });
        new TreeSet<>(running.aside().keySet())
                .stream()
                        .filter(cookie -> !wanted.containsKey(cookie))
                        .forEach(cookie -> commands.add(Command.deleteFromMap(Paths.ASIDE, cookie)));
    }

    private void addCertificates() {
        table.certificates().stream()
                .map(CertificateFile::of)
                .filter(file -> !running.certificates().contains(file.path()))
                .forEach(file -> commands.addAll(Command.addCertificate(file)));
    }

    private void deleteCertificates() {
        Set<String> wanted = table.certificates().stream()
                .map(certificate -> CertificateFile.of(certificate).path())
                .collect(Collectors.toSet());
        new TreeSet<>(running.certificates())
                .stream()
                        .filter(path -> !wanted.contains(path))
                        .forEach(path -> commands.addAll(Command.deleteCertificate(path)));
    }

    /**
     * A cookie still leads to a server that drains, so one of a sticky backend goes to maintenance: its visitors move, and
     * requests under way finish all the same.
     */
    private static Admin target(Wish wish, Profile profile) {
        return switch (wish) {
            case WARM -> Admin.DRAIN;
            case JOIN, SERVE -> Admin.READY;
            case DRAIN -> profile.sticky() ? Admin.MAINT : Admin.DRAIN;
        };
    }

    /** Another slot of this process holds the same pod and its check passes. */
    private boolean checkedElsewhere(Endpoint endpoint) {
        return checked.getOrDefault(endpoint.pod(), List.of()).stream()
                .anyMatch(slot -> slot.address().equals(endpoint.address()) && slot.port() == endpoint.port());
    }

    private Pool pool(String name) {
        return Optional.ofNullable(pools.get(name))
                .orElseThrow(() -> new IllegalStateException("The layout has no pool for a backend"));
    }
}
