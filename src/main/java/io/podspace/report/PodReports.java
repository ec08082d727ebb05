package io.podspace.report;

import io.podspace.platform.Json;
import io.podspace.platform.Transactions;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods as pages show them. Members; what the caller may not see and what is not there get the same NOT_FOUND. */
@ApplicationScoped
public class PodReports {
    private static final int MOST_ATTEMPTS = 50;

    private static final String PODS = """
            SELECT p.id, p.uid, d.project_id, d.id AS deployment_id, d.name AS deployment, d.labels, p.slot,
                p.attempt, r.number AS revision, r.image, p.status, p.phase, p.serving, p.pull_percent, h.name AS host, p.address,
                p.container_id, p.reason, p.message, p.exit_code, p.out_of_memory, %s, p.restarts, p.failures,
                p.not_before, p.created_at, p.started_at, p.ready_at, p.ended_at,
                COALESCE(p.removed_at, p.draining_at) AS leaving_at, p.removal_grace, p.resource_version,
                q.exit_code AS previous_exit_code, q.out_of_memory AS previous_out_of_memory,
                q.container_id AS previous_container_id, q.started_at AS previous_started_at, q.ended_at AS previous_ended_at
            FROM pod p
            JOIN deployment d ON d.id = p.deployment_id
            JOIN revision r ON r.id = p.revision_id
            LEFT JOIN host h ON h.id = p.host_id
            LEFT JOIN pod q ON p.restarts > 0 AND p.phase <> 'ENDED' AND q.deployment_id = p.deployment_id AND q.slot = p.slot
                AND q.attempt = p.attempt - 1 AND q.revision_id = p.revision_id AND q.removed_at IS NULL
            """;

    /** Last log lines are long, so lists go without. */
    private static final String LIST = PODS.formatted("NULL AS last_log") + "WHERE p.phase <> 'ENDED' AND ";

    private static final String ONE = PODS.formatted("p.last_log") + "WHERE ";

    @Inject
    Rows rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    /** What runs or will run of a deployment, by slot; attempts that have ended are left out. */
    public List<PodView> ofDeployment(long deploymentId) {
        return transactions.read(() -> {
            permissions.require(
                    project("SELECT project_id FROM deployment WHERE id = ?1", deploymentId), Permission.VIEW);
            return pods(LIST + "d.id = ?1 ORDER BY p.slot, p.attempt", deploymentId);
        });
    }

    /** As {@link #ofDeployment} for all deployments of a project, by deployment and slot. */
    public List<PodView> ofProject(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return pods(LIST + "d.project_id = ?1 ORDER BY d.name, p.slot, p.attempt", projectId);
        });
    }

    /** @throws io.podspace.platform.PodSpaceException NOT_FOUND */
    public PodView view(String uid) {
        return transactions.read(() -> {
            requireView(uid);
            return Rows.one("pod", pods(ONE + "p.uid = ?1", uid));
        });
    }

    /** All attempts of the slot that this pod fills or filled, newest first, at most 50, with their last log lines. */
    public List<PodView> attempts(String uid) {
        return transactions.read(() -> {
            requireView(uid);
            return pods(
                    ONE
                            + "EXISTS (SELECT 1 FROM pod x WHERE x.uid = ?1 AND x.deployment_id = p.deployment_id"
                            + " AND x.slot = p.slot) ORDER BY p.attempt DESC LIMIT "
                            + MOST_ATTEMPTS,
                    uid);
        });
    }

    private void requireView(String uid) {
        permissions.require(
                project(
                        "SELECT d.project_id FROM pod p JOIN deployment d ON d.id = p.deployment_id WHERE p.uid = ?1",
                        uid),
                Permission.VIEW);
    }

    /** @return 0 when there is nothing: asking for permission on that is answered as for any project not there */
    private long project(String sql, Object key) {
        List<Row> found = rows.select(sql, key);
        return found.isEmpty() ? 0 : found.getFirst().number("project_id");
    }

    private List<PodView> pods(String sql, Object key) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        return rows.select(sql, key).stream()
                .map(row -> pod(row, labels.computeIfAbsent(row.text("labels"), Json::readMap)))
                .toList();
    }

    private static PodView pod(Row row, Map<String, String> labels) {
        PodPhase phase = PodPhase.valueOf(row.text("phase"));
        boolean ended = phase == PodPhase.ENDED; // until then its row has the end of the one before it
        return new PodView(
                row.number("id"),
                row.text("uid"),
                row.text("deployment") + "-" + row.integer("slot"),
                row.number("project_id"),
                row.number("deployment_id"),
                row.text("deployment"),
                labels,
                row.integer("slot"),
                row.integer("attempt"),
                row.integer("revision"),
                row.text("image"),
                PodStatus.valueOf(row.text("status")),
                phase,
                row.flag("serving"),
                row.maybeInteger("pull_percent"),
                row.maybeText("host"),
                row.maybeText("address"),
                row.maybeText("container_id"),
                row.maybeText("reason"),
                row.maybeText("message"),
                row.maybeInteger("exit_code").filter(code -> ended),
                row.flag("out_of_memory") && ended,
                row.maybeText("last_log"),
                row.integer("restarts"),
                row.integer("failures"),
                row.maybeTime("not_before"),
                row.time("created_at"),
                row.maybeTime("started_at"),
                row.maybeTime("ready_at"),
                row.maybeTime("ended_at"),
                row.maybeTime("leaving_at").map(since -> new PodView.Leaving(since, row.maybeInteger("removal_grace"))),
                row.maybeInteger("previous_exit_code")
                        .map(code -> new PodView.Previous(
                                code,
                                row.flag("previous_out_of_memory"),
                                row.maybeText("previous_container_id"),
                                row.maybeTime("previous_started_at"),
                                row.maybeTime("previous_ended_at"))),
                row.number("resource_version"));
    }
}
