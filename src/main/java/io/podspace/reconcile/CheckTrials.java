package io.podspace.reconcile;

import io.podspace.health.Check;
import io.podspace.health.CheckRules;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ExecResult;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tries a check on a live pod before it is saved: HTTP and TCP from a proxy beside the pod, as they will be run, a command
 * in its container. Nothing but the pod's own address is ever asked, and nothing longer than a few seconds. Editors.
 */
@ApplicationScoped
public class CheckTrials {
    private static final int LONGEST = 4;
    private static final int TEXT = 200;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    ProxyWatch proxies;

    @Inject
    Neighbours neighbours;

    @Inject
    ProxyDriver driver;

    @Inject
    ContainerDriver containers;

    @Inject
    LiveHosts hosts;

    @Inject
    Settings settings;

    private record Target(long pod, long project, String name, Optional<Long> host, Optional<String> address) {}

    /**
     * @param podUid of a pod that runs
     * @throws PodSpaceException NOT_FOUND; INVALID when the check breaks a rule; CONFLICT when the pod cannot be asked now
     */
    public CheckTrial run(String podUid, Check wished) {
        Target target = transactions.read(() -> find(podUid));
        CheckRules.check(new Checks(Optional.empty(), Optional.empty(), Optional.of(wished)));
        Check check = new Check(wished.method(), 0, 1, Math.min(LONGEST, wished.timeoutSeconds()), 1, 1);
        return switch (check.method()) {
            case Method.Http http -> fromOutside(target, check, http.port());
            case Method.Tcp tcp -> fromOutside(target, check, tcp.port());
            case Method.Command command -> inside(target, command, check.timeoutSeconds());
        };
    }

    private CheckTrial fromOutside(Target target, Check check, int port) {
        String address = target.address().orElseThrow(() -> notNow(target.name() + " has no address now"));
        ProxySpec proxy = proxies.near(target.pod())
                .or(() -> neighbours.in(target.project()))
                .orElseThrow(() -> notNow("no balancer is in the network of %s yet".formatted(target.name())));
        Result result = driver.tryOut(proxy, address, check);
        boolean closed = !result.passed() && result.status() == 0;
        List<Integer> open = closed
                ? driver.listening(proxy, address, ProxyDriver.USUAL_PORTS).stream()
                        .filter(each -> each != port)
                        .toList()
                : List.of();
        return new CheckTrial(target.name(), result.passed(), result.status(), result.millis(), result.text(), open);
    }

    private CheckTrial inside(Target target, Method.Command command, int seconds) {
        long begun = System.nanoTime();
        ExecResult result = containers.exec(
                hosts.list().stream()
                        .filter(host ->
                                target.host().filter(id -> id == host.id()).isPresent())
                        .findFirst()
                        .orElseThrow(() -> notNow(target.name() + " has no host now"))
                        .ref(),
                Names.pod(settings.cluster(), target.pod()),
                command.words(),
                Duration.ofSeconds(seconds));
        return new CheckTrial(
                target.name(),
                result.exitCode() == 0,
                0,
                (int) Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                words(command, result),
                List.of());
    }

    /** What the runtime itself says of a program that is not there is of no use to anybody. */
    private static String words(Method.Command command, ExecResult result) {
        if (result.notRun()) {
            return "the image has no '%s' that can be executed"
                    .formatted(command.words().getFirst());
        }
        String output = result.output().replaceAll("[^\\x20-\\x7e]+", " ").strip();
        String text = "exit code " + result.exitCode() + (output.isEmpty() ? "" : ": " + output);
        return text.length() > TEXT ? text.substring(0, TEXT) : text;
    }

    private Target find(String podUid) {
        List<?> found = rows.createNativeQuery(
                        "SELECT p.id, d.name, p.slot, p.host_id, p.address, d.project_id FROM pod p"
                                + " JOIN deployment d ON d.id = p.deployment_id WHERE p.uid = :uid AND p.phase <> 'ENDED'",
                        Object[].class)
                .setParameter("uid", podUid)
                .getResultList();
        Object[] row = found.isEmpty() ? null : (Object[]) found.getFirst();
        permissions.require(row == null ? 0 : ((Number) row[5]).longValue(), Permission.EDIT);
        return new Target(
                ((Number) row[0]).longValue(),
                ((Number) row[5]).longValue(),
                row[1] + "-" + row[2],
                Optional.ofNullable((Number) row[3]).map(Number::longValue),
                Optional.ofNullable((String) row[4]));
    }

    private static PodSpaceException notNow(String why) {
        return new PodSpaceException(
                ErrorCode.CONFLICT,
                "The check cannot be tried: %s. Wait until a pod runs; one behind no service needs a service, a route or a saved check first."
                        .formatted(why));
    }
}
