package io.podspace.project;

import io.podspace.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import org.hibernate.query.NativeQuery;

/** The list of projects in one statement; plain SQL, since it counts rows of other rooms. */
@ApplicationScoped
class ProjectCards {
    private static final String CARDS = """
            SELECT p.id, p.name, p.display_name, p.deleting, %s AS role,
                (SELECT COALESCE(SUM(d.replicas), 0) FROM deployment d
                    WHERE d.project_id = p.id AND NOT d.deleting) AS wanted,
                (SELECT COUNT(*) FROM pod x JOIN deployment d ON d.id = x.deployment_id
                    WHERE d.project_id = p.id AND x.status = 'READY' AND x.phase <> 'ENDED') AS ready,
                (SELECT COUNT(*) FROM deployment d
                    WHERE d.project_id = p.id AND d.status_state IN ('FAILING', 'DEGRADED')) AS alerts,
                (SELECT COUNT(*) FROM route r WHERE r.project_id = p.id AND NOT r.deleting) AS routes,
                COALESCE((SELECT a.last_at FROM activity a
                    WHERE a.project_id = p.id ORDER BY a.id DESC LIMIT 1), p.created_at) AS last_change
            FROM project p %s ORDER BY p.name""";

    @PersistenceContext
    EntityManager rows;

    List<ProjectCard> of(long account) {
        return cards(
                CARDS.formatted("m.role", "JOIN membership m ON m.project_id = p.id AND m.account_id = " + account));
    }

    List<ProjectCard> all() {
        return cards(CARDS.formatted("'OWNER'", ""));
    }

    private List<ProjectCard> cards(String sql) {
        return rows
                .createNativeQuery(sql, Tuple.class)
                .unwrap(NativeQuery.class)
                .addScalar("id", Long.class)
                .addScalar("name", String.class)
                .addScalar("display_name", String.class)
                .addScalar("ready", Integer.class)
                .addScalar("wanted", Integer.class)
                .addScalar("alerts", Integer.class)
                .addScalar("routes", Integer.class)
                .addScalar("last_change", Instant.class)
                .addScalar("deleting", Boolean.class)
                .addScalar("role", String.class)
                .getResultList()
                .stream()
                .map(t -> card((Tuple) t))
                .toList();
    }

    private static ProjectCard card(Tuple row) {
        return new ProjectCard(
                row.get("id", Long.class),
                row.get("name", String.class),
                row.get("display_name", String.class),
                row.get("ready", Integer.class),
                row.get("wanted", Integer.class),
                row.get("alerts", Integer.class),
                row.get("routes", Integer.class),
                row.get("last_change", Instant.class),
                row.get("deleting", Boolean.class),
                Role.valueOf(row.get("role", String.class)));
    }
}
