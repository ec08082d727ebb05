package io.podspace.reconcile;

import io.podspace.platform.Json;
import io.podspace.platform.Transactions;
import io.podspace.pod.PodPhase;
import io.podspace.route.Certificates;
import io.podspace.route.RoutedRoute;
import io.podspace.service.PortWords;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.RoutedPod;
import io.podspace.service.RoutedPod.Side;
import io.podspace.service.RoutedService;
import io.podspace.service.ServicePort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what proxies are planned from: services, routes, pods, in a fixed number of statements and one view of the rows.
 * Nothing of it is kept.
 */
@ApplicationScoped
class RoutingRows {
    private static final String SERVICES = """
            SELECT s.id, s.project_id, s.name, s.selector, s.algorithm, s.address, s.deleting, s.annotations
            FROM service s WHERE %s ORDER BY s.id""";
    private static final String PORTS = """
            SELECT p.service_id, p.name, p.port, p.target_port, p.protocol
            FROM service_port p JOIN service s ON s.id = p.service_id WHERE %s ORDER BY p.port""";
    private static final String PODS = """
            SELECT p.id, d.id, d.project_id, d.labels, p.address, p.phase, p.revision_id, p.reason,
                o.weight, r.number, o.to_revision
            FROM pod p JOIN deployment d ON d.id = p.deployment_id JOIN revision r ON r.id = p.revision_id
            LEFT JOIN rollout o ON o.deployment_id = d.id AND o.ended_at IS NULL AND o.weight IS NOT NULL
            WHERE p.phase <> 'ENDED' AND %s ORDER BY p.id""";
    private static final String ROUTES = """
            SELECT r.id, r.project_id, r.host, r.path, r.algorithm, r.sticky, r.insecure, c.uid, c.chain, c.sealed_key
            FROM route r LEFT JOIN certificate c ON c.id = r.certificate_id
            WHERE NOT r.deleting ORDER BY r.id""";
    private static final String TARGETS = """
            SELECT t.route_id, COALESCE(s.id, 0), t.port, t.weight
            FROM route_target t JOIN route r ON r.id = t.route_id
            LEFT JOIN service s ON s.project_id = r.project_id AND s.name = t.service ORDER BY t.id""";
    private static final String HOSTS = """
            SELECT s.id, s.host_id FROM service s WHERE s.host_id IS NOT NULL AND s.project_id = %d""";
    /** Reason of a pod that is ready but whose readiness command fails. */
    static final String COMMAND_FAILING = "CommandFailing";

    private static final String ALL = "1 = 1";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Certificates certificates;

    @Inject
    RoutedRevisions revisions;

    /**
     * A project's part.
     *
     * @param subnet of its network, once it has one
     * @param services with those that are being deleted
     * @param hosts of the services' balancers that have one, by service
     */
    record OfProject(
            Optional<String> subnet, List<RoutedService> services, Map<Long, Long> hosts, List<RoutedPod> pods) {}

    /**
     * The whole platform's part.
     *
     * @param leaving row ids of routes that are being deleted
     */
    record OfPlatform(
            List<RoutedRoute> routes, List<Long> leaving, List<RoutedService> services, List<RoutedPod> pods) {}

    OfProject project(long project) {
        return transactions.read(() -> new OfProject(
                rows.createNativeQuery("SELECT subnet FROM project WHERE id = " + project, String.class)
                        .getResultStream()
                        .filter(Objects::nonNull)
                        .map(String.class::cast)
                        .findFirst(),
                services("s.project_id = " + project),
                lines(HOSTS.formatted(project)).stream()
                        .collect(Collectors.toMap(line -> line.id(0), line -> line.id(1))),
                pods("d.project_id = " + project)));
    }

    OfPlatform platform() {
        return transactions.read(() -> new OfPlatform(routes(), leaving(), services(ALL), pods(ALL)));
    }

    private List<RoutedService> services(String which) {
        Map<Long, List<ServicePort>> ports = lines(PORTS.formatted(which)).stream()
                .collect(Collectors.groupingBy(
                        line -> line.id(0),
                        Collectors.mapping(
                                line -> new ServicePort(
                                        line.text(1), line.number(2), line.number(3), Protocol.valueOf(line.text(4))),
                                Collectors.toList())));
        return lines(SERVICES.formatted(which)).stream()
                .map(line -> new RoutedService(
                        line.id(0),
                        line.id(1),
                        line.text(2),
                        Json.readMap(line.text(3)),
                        Algorithm.valueOf(line.text(4)),
                        line.maybe(5),
                        ports.getOrDefault(line.id(0), List.of()),
                        line.flag(6),
                        words(ports.getOrDefault(line.id(0), List.of()), line.text(7))))
                .toList();
    }

    /** Few services have any, and nothing is parsed for the others. */
    private static Map<Integer, String> words(List<ServicePort> ports, String annotations) {
        if (!annotations.contains(PortWords.ANNOTATION)) {
            return Map.of();
        }
        Map<String, String> noted = Json.readMap(annotations);
        Map<Integer, String> words = new HashMap<>();
        ports.forEach(port -> PortWords.of(port, noted).ifPresent(word -> words.put(port.port(), word)));
        return words;
    }

    private List<RoutedPod> pods(String which) {
        List<Line> pods = lines(PODS.formatted(which));
        Map<Long, RoutedRevision> known =
                revisions.of(pods.stream().map(line -> line.id(6)).collect(Collectors.toSet()));
        return pods.stream()
                .map(line -> pod(line, known.getOrDefault(line.id(6), RoutedRevision.UNKNOWN), side(line)))
                .toList();
    }

    private static RoutedPod pod(Line line, RoutedRevision revision, Optional<Side> side) {
        return new RoutedPod(
                line.id(0),
                line.id(1),
                line.id(2),
                Json.readMap(line.text(3)),
                line.maybe(4),
                wish(
                        PodPhase.valueOf(line.text(5)),
                        line.text(7),
                        !revision.checks().readyByCommand() && side.isEmpty()),
                revision.checks(),
                line.number(9),
                side,
                revision.ports());
    }

    /** Of a pod whose deployment's requests are split. */
    private static Optional<Side> side(Line line) {
        if (line.values()[8] == null) {
            return Optional.empty();
        }
        boolean newer = line.number(9) == line.number(10);
        return Optional.of(new Side(newer, newer ? line.number(8) : 100 - line.number(8)));
    }

    /**
     * @param reason of what is shown of the pod: a command is judged by the loop, since no proxy can run it
     * @param joins whether proxies alone may take it into rotation: not while the loop judges it or splits requests
     */
    static Optional<Wish> wish(PodPhase phase, String reason, boolean joins) {
        return switch (phase) {
            case STARTING -> Optional.of(joins ? Wish.JOIN : Wish.WARM);
            case READY -> Optional.of(COMMAND_FAILING.equals(reason) ? Wish.WARM : Wish.SERVE);
            case DRAINING -> Optional.of(Wish.DRAIN);
            case PENDING, STOPPING, ENDED -> Optional.empty();
        };
    }

    private List<RoutedRoute> routes() {
        Map<Long, List<RoutedRoute.Target>> targets = lines(TARGETS).stream()
                .collect(Collectors.groupingBy(
                        line -> line.id(0),
                        Collectors.mapping(
                                line -> new RoutedRoute.Target(line.id(1), line.number(2), line.number(3)),
                                Collectors.toList())));
        return lines(ROUTES).stream()
                .map(line -> new RoutedRoute(
                        line.id(0),
                        line.id(1),
                        line.text(2),
                        line.text(3),
                        Algorithm.valueOf(line.text(4)),
                        line.flag(5),
                        Insecure.valueOf(line.text(6)),
                        line.maybe(7)
                                .map(uid -> new Certificate(
                                        line.text(2), certificates.pem(uid, line.text(8), line.bytes(9)))),
                        targets.getOrDefault(line.id(0), List.of())))
                .toList();
    }

    private List<Long> leaving() {
        return lines("SELECT r.id, r.project_id FROM route r WHERE r.deleting").stream()
                .map(line -> line.id(0))
                .toList();
    }

    private List<Line> lines(String sql) {
        List<?> found = rows.createNativeQuery(sql, Object[].class).getResultList();
        return found.stream().map(row -> new Line((Object[]) row)).toList();
    }

    /** One line of a result, column by column. */
    private record Line(Object[] values) {
        long id(int column) {
            return ((Number) values[column]).longValue();
        }

        int number(int column) {
            return ((Number) values[column]).intValue();
        }

        boolean flag(int column) {
            return values[column] instanceof Boolean flag ? flag : number(column) != 0;
        }

        String text(int column) {
            return (String) values[column];
        }

        Optional<String> maybe(int column) {
            return Optional.ofNullable((String) values[column]);
        }

        byte[] bytes(int column) {
            return (byte[]) values[column];
        }
    }
}
