package io.podspace.report;

import io.podspace.platform.Json;
import io.podspace.platform.Settings;
import io.podspace.report.ServiceLine.RouteLine;
import io.podspace.route.RouteUrl;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services of a project with their ports and routes, for the overview. */
@ApplicationScoped
class ServiceLines {
    private static final String SERVICES = """
            SELECT s.id, s.name, s.selector, s.in_sync, s.sync_message, s.deleting,
                p.name AS port_name, p.port, p.target_port, p.protocol
            FROM service s JOIN service_port p ON p.service_id = s.id
            WHERE s.project_id = ?1 ORDER BY s.name, p.port""";

    private static final String ROUTES = """
            SELECT s.id AS service_id, r.id, r.name, r.host, r.path, r.deleting,
                (r.certificate_id IS NOT NULL OR r.insecure = 'REDIRECT') AS https, SUM(t.weight) AS weight,
                (SELECT SUM(o.weight) FROM route_target o WHERE o.route_id = r.id) AS total
            FROM route r JOIN route_target t ON t.route_id = r.id
                JOIN service s ON s.project_id = r.project_id AND s.name = t.service
            WHERE r.project_id = ?1 GROUP BY s.id, r.id ORDER BY r.name""";

    @Inject
    Rows rows;

    @Inject
    Settings settings;

    /** A service and the labels that it selects. */
    record Selecting(ServiceLine line, Map<String, String> selector) {
        boolean selects(Map<String, String> labels) {
            return labels.entrySet().containsAll(selector.entrySet());
        }
    }

    List<Selecting> of(long projectId) {
        Map<Long, List<RouteLine>> routes = routes(projectId);
        Map<Long, List<Row>> services = new LinkedHashMap<>();
        for (Row row : rows.select(SERVICES, projectId)) {
            services.computeIfAbsent(row.number("id"), id -> new ArrayList<>()).add(row);
        }
        return services.entrySet().stream()
                .map(entry -> line(entry.getValue(), routes.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static Selecting line(List<Row> ports, List<RouteLine> routes) {
        Row service = ports.getFirst();
        ServiceLine line = new ServiceLine(
                service.number("id"),
                service.text("name"),
                ports.stream().map(ServiceLines::port).toList(),
                service.flag("in_sync"),
                service.maybeText("sync_message"),
                service.flag("deleting"),
                routes);
        return new Selecting(line, Json.readMap(service.text("selector")));
    }

    private static ServicePort port(Row row) {
        return new ServicePort(
                row.text("port_name"),
                row.integer("port"),
                row.integer("target_port"),
                Protocol.valueOf(row.text("protocol")));
    }

    private Map<Long, List<RouteLine>> routes(long projectId) {
        Map<Long, List<RouteLine>> routes = new LinkedHashMap<>();
        for (Row row : rows.select(ROUTES, projectId)) {
            routes.computeIfAbsent(row.number("service_id"), id -> new ArrayList<>())
                    .add(route(row));
        }
        return routes;
    }

    private RouteLine route(Row row) {
        String url = RouteUrl.of(settings.router(), row.text("host"), row.text("path"), row.flag("https"));
        long total = row.number("total");
        int share = total == 0 ? 0 : Math.toIntExact(Math.round(100.0 * row.number("weight") / total));
        return new RouteLine(row.number("id"), row.text("name"), url, share, row.flag("deleting"));
    }
}
