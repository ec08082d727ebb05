package io.podspace.reconcile;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.platform.Changed;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of projects' networks. It alone writes {@code project.subnet} and {@code project.network_message}. */
@ApplicationScoped
class NetworkRows implements NetworkLedger {
    private static final String ACTOR = "system";
    private static final int LONGEST_MESSAGE = 500;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    ResourceVersions versions;

    @Inject
    Activities activities;

    @Inject
    Event<Changed> changed;

    @Override
    public Optional<Wish> load(long project) {
        return transactions.read(() -> tuples("""
                        SELECT p.name, p.subnet, p.egress, p.deleting, p.network_message,
                               EXISTS (SELECT 1 FROM deployment d WHERE d.project_id = p.id)
                            OR EXISTS (SELECT 1 FROM service s WHERE s.project_id = p.id)
                            OR EXISTS (SELECT 1 FROM route r WHERE r.project_id = p.id) AS used
                        FROM project p WHERE p.id = ?1
                        """, project).stream()
                .findFirst()
                .map(row -> new Wish(
                        project,
                        row.get(0, String.class),
                        Optional.ofNullable(row.get(1, String.class)),
                        isTrue(row.get(2)),
                        isTrue(row.get(3)),
                        Optional.ofNullable(row.get(4, String.class)),
                        !isTrue(row.get(5)))));
    }

    @Override
    public Set<String> subnets() {
        return transactions.read(() -> tuples("SELECT subnet, id FROM project WHERE subnet IS NOT NULL").stream()
                .map(row -> row.get(0, String.class))
                .collect(Collectors.toSet()));
    }

    @Override
    public boolean assign(long epoch, long project, Optional<String> before, String subnet) {
        return transactions.write(() -> {
            // Two projects at once: the unique key on the column would refuse the later; it chooses again instead.
            boolean taken = !tuples("SELECT subnet, id FROM project WHERE subnet = ?1", subnet)
                    .isEmpty();
            if (taken
                    || !held(epoch)
                    || update(
                                    "UPDATE project SET subnet = ?1 WHERE id = ?2 AND NOT deleting AND subnet <=> ?3",
                                    subnet,
                                    project,
                                    before.orElse(null))
                            == 0) {
                return false;
            }
            tell(
                    project,
                    Severity.NORMAL,
                    "NetworkAssigned",
                    "The project's network has the addresses " + subnet + ".");
            return true;
        });
    }

    @Override
    public void say(long epoch, long project, Optional<String> message) {
        String text = message.map(each -> each.length() > LONGEST_MESSAGE ? each.substring(0, LONGEST_MESSAGE) : each)
                .orElse(null);
        transactions.write(() -> {
            if (held(epoch)
                    && update(
                                    "UPDATE project SET network_message = ?1 WHERE id = ?2 AND NOT network_message <=> ?1",
                                    text,
                                    project)
                            == 1) {
                if (text == null) {
                    tell(project, Severity.NORMAL, "NetworkReady", "The project's network is as wanted.");
                } else {
                    tell(project, Severity.WARNING, "NetworkFailed", text);
                }
            }
        });
    }

    @Override
    public void remove(long epoch, long project) {
        transactions.write(() -> {
            if (held(epoch) && update("DELETE FROM project WHERE id = ?1 AND deleting", project) == 1) {
                changed.fire(new Changed(project, Changed.Topic.PROJECT, project));
            }
        });
    }

    private boolean held(long epoch) {
        return !tuples(
                        "SELECT epoch, holder FROM lease WHERE name = ?1 AND epoch = ?2 AND expires_at > UTC_TIMESTAMP(6) LOCK IN SHARE MODE",
                        LeaseTable.NAME,
                        epoch)
                .isEmpty();
    }

    private void tell(long project, Severity severity, String reason, String message) {
        Tuple row =
                tuples("SELECT uid, name FROM project WHERE id = ?1", project).get(0);
        Subject subject =
                new Subject(project, Changed.Topic.PROJECT, row.get(0, String.class), row.get(1, String.class));
        activities.record(subject, severity, reason, message, ACTOR);
        changed.fire(new Changed(project, Changed.Topic.PROJECT, project));
        update("UPDATE project SET resource_version = ?1 WHERE id = ?2", versions.next(), project);
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> tuples(String sql, Object... values) {
        var query = rows.createNativeQuery(sql, Tuple.class);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.getResultList();
    }

    private int update(String sql, Object... values) {
        var query = rows.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.executeUpdate();
    }

    /** MariaDB's truth values arrive as booleans or as numbers, depending on the expression. */
    private static boolean isTrue(Object value) {
        return value instanceof Boolean truth ? truth : value instanceof Number number && number.intValue() != 0;
    }
}
