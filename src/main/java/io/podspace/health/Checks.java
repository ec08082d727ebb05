package io.podspace.health;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of a pod. Without a readiness check a pod is ready when its port takes connections. */
public record Checks(Optional<Check> startup, Optional<Check> liveness, Optional<Check> readiness) {
    public static final Checks NONE = new Checks(Optional.empty(), Optional.empty(), Optional.empty());

    /** The simple form: HTTP 200 on this path says that it is ready and alive. */
    public static Checks simple(int port, String path) {
        Check check = Check.of(new Method.Http(port, path, false, List.of(), 200, 200));
        return new Checks(
                Optional.empty(),
                Optional.of(check),
                Optional.of(new Check(check.method(), 0, 2, 1, 1, check.failures())));
    }

    /** By role, in the order startup, liveness, readiness. */
    public Map<Role, Check> byRole() {
        Map<Role, Check> checks = new EnumMap<>(Role.class);
        startup.ifPresent(check -> checks.put(Role.STARTUP, check));
        liveness.ifPresent(check -> checks.put(Role.LIVENESS, check));
        readiness.ifPresent(check -> checks.put(Role.READINESS, check));
        return checks;
    }

    /** Those that proxies run. */
    public Checks fromOutside() {
        return new Checks(
                startup.filter(Check::fromOutside),
                liveness.filter(Check::fromOutside),
                readiness.filter(Check::fromOutside));
    }

    /** The one that the engine runs: a container has one command at most. */
    public Optional<Check> command() {
        return byRole().values().stream().filter(check -> !check.fromOutside()).findFirst();
    }

    /** Whether a command decides when it becomes ready: then no proxy can tell by itself. */
    public boolean readyByCommand() {
        return readiness.or(() -> startup).filter(check -> !check.fromOutside()).isPresent();
    }

    /** Whether nothing is checked at all. */
    public boolean none() {
        return equals(NONE);
    }
}
