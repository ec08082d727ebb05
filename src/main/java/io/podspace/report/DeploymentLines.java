package io.podspace.report;

import io.podspace.deployment.RolloutState;
import io.podspace.platform.Json;
import io.podspace.pod.PodStatus;
import io.podspace.report.DeploymentCard.Ring;
import io.podspace.report.DeploymentCard.Setback;
import io.podspace.report.DeploymentCard.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Deployments of a project with their pods counted, for the overview. */
@ApplicationScoped
class DeploymentLines {
    private static final String DEPLOYMENTS = """
            SELECT d.id, d.uid, d.name, d.labels, d.revision_number, r.image, d.status_state, d.status_message, d.replicas,
                d.paused, d.deleting, d.generation, d.observed_generation, d.created_at,
                o.to_revision AS setback_revision, o.state AS setback_state, o.reason AS setback_reason
            FROM deployment d JOIN revision r ON r.deployment_id = d.id AND r.number = d.revision_number
            LEFT JOIN rollout o ON o.id = (SELECT MAX(x.id) FROM rollout x WHERE x.deployment_id = d.id)
                AND o.state IN ('ROLLING_BACK', 'ROLLED_BACK', 'FAILED')
            WHERE d.project_id = ?1 ORDER BY d.name""";

    private static final String RINGS = """
            SELECT p.deployment_id, r.number AS revision, d.revision_number AS wanted, p.status, COUNT(*) AS pods
            FROM pod p JOIN deployment d ON d.id = p.deployment_id JOIN revision r ON r.id = p.revision_id
            WHERE d.project_id = ?1 AND p.phase <> 'ENDED'
            GROUP BY p.deployment_id, r.number, d.revision_number, p.status""";

    /** The newest pod that has something to tell, of each deployment. */
    private static final String TROUBLES = """
            SELECT p.deployment_id, p.reason, p.message FROM pod p WHERE p.id IN (
                SELECT MAX(x.id) FROM pod x JOIN deployment d ON d.id = x.deployment_id
                WHERE d.project_id = ?1 AND x.phase <> 'ENDED' AND x.reason <> ''
                    AND x.status IN ('ERROR', 'WARNING', 'NOT_READY', 'PENDING', 'UNKNOWN')
                GROUP BY x.deployment_id)""";

    @Inject
    Rows rows;

    /** Why a pod is not ready. */
    record Trouble(String reason, Optional<String> message) {}

    /** A deployment, without its pods. */
    record Line(Row row) {
        long id() {
            return row.number("id");
        }

        Map<String, String> labels() {
            return Json.readMap(row.text("labels"));
        }

        private Optional<Setback> setback() {
            return row.maybeText("setback_state")
                    .map(state -> new Setback(
                            row.integer("setback_revision"),
                            RolloutState.valueOf(state),
                            row.maybeText("setback_reason")));
        }

        /** @param trouble may be null */
        DeploymentCard card(List<Ring> rings, Trouble trouble, List<ServiceLine> services) {
            Optional<Trouble> why = Optional.ofNullable(trouble);
            return new DeploymentCard(
                    id(),
                    row.text("uid"),
                    row.text("name"),
                    labels(),
                    row.integer("revision_number"),
                    row.text("image"),
                    row.text("status_state"),
                    row.integer("replicas"),
                    rings.stream().mapToInt(ring -> ring.count(PodStatus.READY)).sum(),
                    rings,
                    row.maybeText("status_message").or(() -> why.flatMap(Trouble::message)),
                    why.flatMap(known -> NextSteps.of(known.reason())),
                    setback(),
                    services,
                    row.flag("paused"),
                    row.flag("deleting"),
                    row.number("generation"),
                    row.number("observed_generation"),
                    row.time("created_at"));
        }
    }

    List<Line> of(long projectId) {
        return rows.select(DEPLOYMENTS, projectId).stream().map(Line::new).toList();
    }

    /** By row id of the deployment: the current revision's ring first, then one for all others together. */
    Map<Long, List<Ring>> rings(long projectId) {
        Map<Long, Map<Boolean, Counts>> found = new HashMap<>();
        for (Row row : rows.select(RINGS, projectId)) {
            found.computeIfAbsent(row.number("deployment_id"), id -> new HashMap<>())
                    .computeIfAbsent(row.integer("revision") == row.integer("wanted"), current -> new Counts())
                    .add(row);
        }
        Map<Long, List<Ring>> rings = new HashMap<>();
        found.forEach((deployment, counts) -> rings.put(deployment, rings(counts)));
        return rings;
    }

    Map<Long, Trouble> troubles(long projectId) {
        Map<Long, Trouble> troubles = new HashMap<>();
        for (Row row : rows.select(TROUBLES, projectId)) {
            troubles.put(row.number("deployment_id"), new Trouble(row.text("reason"), row.maybeText("message")));
        }
        return troubles;
    }

    private static List<Ring> rings(Map<Boolean, Counts> counts) {
        Counts current = counts.get(true);
        Counts others = counts.get(false);
        if (others == null) {
            return List.of(current.ring());
        }
        // the first ring belongs to the current revision, even before it has a pod
        return List.of(current == null ? new Ring(List.of(others.wanted), List.of()) : current.ring(), others.ring());
    }

    /** Pods of a ring by status. */
    private static final class Counts {
        private final Map<PodStatus, Integer> pods = new EnumMap<>(PodStatus.class);
        private final TreeSet<Integer> revisions = new TreeSet<>();
        /** The deployment's, also where these pods are of others. */
        private int wanted;

        void add(Row row) {
            pods.merge(PodStatus.valueOf(row.text("status")), row.integer("pods"), Integer::sum);
            revisions.add(row.integer("revision"));
            wanted = row.integer("wanted");
        }

        Ring ring() {
            return new Ring(
                    List.copyOf(revisions),
                    pods.entrySet().stream()
                            .map(entry -> new Slice(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }
}
