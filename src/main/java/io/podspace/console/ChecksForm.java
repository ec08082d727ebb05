package io.podspace.console;

import io.podspace.health.Check;
import io.podspace.health.CheckRules;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Role;
import io.podspace.host.HealthCommand;
import io.podspace.platform.PodSpaceException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All checks of a template as the user types them: one path in the simple form, or each check by itself. */
public class ChecksForm implements Serializable {
    private final CheckForm startup = new CheckForm(Role.STARTUP);
    private final CheckForm liveness = new CheckForm(Role.LIVENESS);
    private final CheckForm readiness = new CheckForm(Role.READINESS);
    private String simplePath = "";
    private CheckForm own;

    /** @param ports of the template */
    void show(Checks checks, List<Integer> ports) {
        simplePath = simple(checks, ports);
        boolean details = simplePath.isEmpty();
        startup.show(details ? checks.startup() : Optional.empty());
        liveness.show(details ? checks.liveness() : Optional.empty());
        readiness.show(details ? checks.readiness() : Optional.empty());
    }

    /** The path, if these checks are what the simple form makes of it. */
    private static String simple(Checks checks, List<Integer> ports) {
        return checks.readiness()
                .map(check -> check.method() instanceof Method.Http http ? http.path() : "")
                .filter(path -> !ports.isEmpty() && checks.equals(Checks.simple(ports.getFirst(), path)))
                .orElse("");
    }

    /**
     * The simple form fills readiness and liveness where they say nothing themselves.
     *
     * @throws PodSpaceException INVALID at the field that cannot be read
     */
    Checks checks(List<Integer> ports) {
        Optional<Integer> first = ports.stream().findFirst();
        Checks simple = Checks.NONE;
        if (!simplePath.isBlank()) {
            simple = Checks.simple(
                    first.orElseThrow(() -> PodSpaceException.invalid(
                            "checks.simplePath", "Name the port of the application first: the check asks there.")),
                    simplePath.strip());
            checkPath(simple);
        }
        return new Checks(
                startup.check(first),
                liveness.none() ? simple.liveness() : liveness.check(first),
                readiness.none() ? simple.readiness() : readiness.check(first));
    }

    /** The simple form has one field, so what is wrong with the path is said there. */
    private static void checkPath(Checks simple) {
        try {
            CheckRules.check(simple);
        } catch (PodSpaceException e) {
            throw PodSpaceException.invalid("checks.simplePath", e.getMessage());
        }
    }

    /**
     * @param role Simple, Startup, Liveness or Readiness
     * @throws PodSpaceException INVALID when nothing is to be checked there
     */
    Check check(String role, List<Integer> ports) {
        Checks all = checks(ports);
        Optional<Check> check =
                switch (role) {
                    case "Startup" -> all.startup();
                    case "Liveness" -> all.liveness();
                    default -> all.readiness();
                };
        return check.orElseThrow(() -> PodSpaceException.invalid(
                role.equals("Simple") ? "checks.simplePath" : "checks." + role.toLowerCase(Locale.ROOT),
                "There is no check here yet: say what to check first."));
    }

    /** Shows the health command that an image brings; it is no check of the template until it is taken. */
    void offer(Optional<HealthCommand> health) {
        own = health.map(ChecksForm::readiness).map(CheckForm::of).orElse(null);
    }

    /** Within the ranges of a check: an engine takes other times too. */
    private static Check readiness(HealthCommand health) {
        return new Check(
                new Method.Command(health.words()),
                Math.toIntExact(Math.clamp(health.delay().toSeconds(), 0, 3600)),
                Math.toIntExact(Math.clamp(health.period().toSeconds(), 1, 3600)),
                Math.toIntExact(Math.clamp(health.timeout().toSeconds(), 1, 300)),
                1,
                Math.clamp(health.failures(), 1, 1000));
    }

    /** Makes the image's own health command the readiness check. */
    public void takeOwn() {
        readiness.show(own.check(Optional.empty()));
    }

    /** What the image checks itself with; null: nothing. */
    public CheckForm getOwn() {
        return own;
    }

    /** Whether the single checks are shown at once. */
    public boolean isDetailed() {
        return !startup.none() || !liveness.none() || !readiness.none();
    }

    public CheckForm getStartup() {
        return startup;
    }

    public CheckForm getLiveness() {
        return liveness;
    }

    public CheckForm getReadiness() {
        return readiness;
    }

    public String getSimplePath() {
        return simplePath;
    }

    public void setSimplePath(String simplePath) {
        this.simplePath = simplePath;
    }
}
