package io.podspace.report;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Json;
import io.podspace.platform.Transactions;
import io.podspace.pod.PodStatus;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the rows of objects say for the public API, in one statement a kind. Members. */
@ApplicationScoped
public class ObjectReports {
    private static final String ALL = """
            SELECT id, uid, name, labels, annotations, generation, resource_version, deleting_at, created_at,
                managed_fields
            FROM %s""";

    private static final String OBJECTS = ALL + " WHERE %s = ?1";

    private static final String POD_NAMES = """
            SELECT d.name AS deployment, p.slot, p.uid, d.labels, p.status, p.started_at IS NOT NULL AS started,
                h.name AS host
            FROM pod p JOIN deployment d ON d.id = p.deployment_id LEFT JOIN host h ON h.id = p.host_id
            WHERE d.project_id = ?1 AND p.phase <> 'ENDED'""";

    @Inject
    Rows rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    /** The projects that the caller may see, by row id. */
    public Map<Long, ObjectFacts> projects() {
        return transactions.read(() -> {
            Set<Long> visible = permissions.roles().keySet();
            return rows.select(ALL.formatted("project")).stream()
                    .filter(row -> visible.contains(row.number("id")))
                    .map(ObjectReports::facts)
                    .collect(Collectors.toMap(ObjectFacts::id, facts -> facts));
        });
    }

    /** The project itself. */
    public ObjectFacts project(long project) {
        return transactions.read(() -> {
            permissions.require(project, Permission.VIEW);
            return facts(Rows.one("project", rows.select(OBJECTS.formatted("project", "id"), project)));
        });
    }

    /** @return by row id; config maps and secrets together */
    public Map<Long, ObjectFacts> of(long project, Topic kind) {
        return transactions.read(() -> {
            permissions.require(project, Permission.VIEW);
            return rows.select(OBJECTS.formatted(table(kind), "project_id"), project).stream()
                    .map(ObjectReports::facts)
                    .collect(Collectors.toMap(ObjectFacts::id, facts -> facts));
        });
    }

    /** As {@link #of}, of those alone; of config maps and secrets of that kind. */
    public Map<Long, ObjectFacts> some(long project, Topic kind, Collection<String> names) {
        return transactions.read(() -> {
            permissions.require(project, Permission.VIEW);
            List<Object> parameters = new ArrayList<>(List.of(project));
            parameters.addAll(names);
            String places = IntStream.rangeClosed(2, names.size() + 1)
                    .mapToObj(place -> "?" + place)
                    .collect(Collectors.joining(", "));
            String where = OBJECTS.formatted(table(kind), "project_id") + " AND name IN (" + places + ")" + only(kind);
            return names.isEmpty()
                    ? Map.of()
                    : rows.select(where, parameters.toArray()).stream()
                            .map(ObjectReports::facts)
                            .collect(Collectors.toMap(ObjectFacts::id, facts -> facts));
        });
    }

    /** All of that kind, without a look into them. */
    public List<ObjectName> names(long project, Topic kind) {
        return names(
                project,
                "SELECT name, uid, labels FROM %s WHERE project_id = ?1%s".formatted(table(kind), only(kind)),
                (row, labels) -> new ObjectName(row.text("name"), row.text("uid"), labels, Map.of()));
    }

    /** Pods that have not ended. While an attempt leaves, the one that follows it has the same name. */
    public List<PodName> podNames(long project) {
        return names(
                project,
                POD_NAMES,
                (row, labels) -> new PodName(
                        row.text("deployment") + "-" + row.integer("slot"),
                        row.text("uid"),
                        labels,
                        PodStatus.valueOf(row.text("status")),
                        row.flag("started"),
                        row.maybeText("host")));
    }

    private <T> List<T> names(long project, String sql, BiFunction<Row, Map<String, String>, T> name) {
        return transactions.read(() -> {
            permissions.require(project, Permission.VIEW);
            Map<String, Map<String, String>> labels = new HashMap<>();
            return rows.select(sql, project).stream()
                    .map(row -> name.apply(row, labels.computeIfAbsent(row.text("labels"), Json::readMap)))
                    .toList();
        });
    }

    /** One of them, without a look at the others; of config maps and secrets one of that kind. */
    public Optional<ObjectFacts> named(long project, Topic kind, String name) {
        return transactions.read(() -> {
            permissions.require(project, Permission.VIEW);
            String where = OBJECTS.formatted(table(kind), "project_id") + " AND name = ?2" + only(kind);
            return rows.select(where, project, name).stream()
                    .map(ObjectReports::facts)
                    .findFirst();
        });
    }

    /** Config maps and secrets lie in one table. */
    static String only(Topic kind) {
        return kind == Topic.CONFIG_MAP || kind == Topic.SECRET ? " AND kind = '" + kind + "'" : "";
    }

    /** One deployment. @throws PodSpaceException NOT_FOUND when it has gone, also between two statements */
    public ObjectFacts deployment(long id) {
        return transactions.read(() -> {
            permissions.require(projectOf(id), Permission.VIEW);
            return facts(Rows.one("deployment", rows.select(OBJECTS.formatted("deployment", "id"), id)));
        });
    }

    /** @return 0 when there is nothing: asking for permission on that is answered as for any project not there */
    private long projectOf(long deployment) {
        return rows.select("SELECT project_id FROM deployment WHERE id = ?1", deployment).stream()
                .findFirst()
                .map(row -> row.number("project_id"))
                .orElse(0L);
    }

    /** The newest resource version: whatever is read after this call is at least that new. */
    public long version() {
        return transactions.read(() -> rows.select("SELECT value FROM resource_counter WHERE id = 1")
                .getFirst()
                .number("value"));
    }

    static String table(Topic kind) {
        return switch (kind) {
            case DEPLOYMENT -> "deployment";
            case SERVICE -> "service";
            case ROUTE -> "route";
            case CONFIG_MAP, SECRET -> "configuration";
            case AUTOSCALER -> "autoscaler";
            case PROJECT, POD, HOST, ACCOUNT -> throw new IllegalArgumentException("not kept by project: " + kind);
        };
    }

    private static ObjectFacts facts(Row row) {
        return new ObjectFacts(
                row.number("id"),
                row.text("uid"),
                row.text("name"),
                Json.readMap(row.text("labels")),
                Json.readMap(row.text("annotations")),
                row.number("generation"),
                row.number("resource_version"),
                row.maybeTime("deleting_at"),
                row.time("created_at"),
                row.maybeText("managed_fields"));
    }
}
