package io.podspace.activity;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Transactions;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The boundary of the record of what happened. Writing is for the rooms of the platform, reading for members. */
@ApplicationScoped
public class Activities {
    private static final Duration SAME_WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 500;
    private static final int MOST_OF_ONE = 200;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    Clock clock;

    /**
     * Notes what happened, in the transaction of the change itself. The same about the same object within ten minutes
     * raises the count of the first. Checks no permission: callers have.
     *
     * @param reason one word in camel case, at most 48 characters
     * @param message a sentence for people; cut at 2000 characters
     * @param actor account name, or the part of the platform that acted
     */
    public void record(Subject subject, Severity severity, String reason, String message, String actor) {
        recordAll(List.of(new Happening(subject, severity, reason, message)), actor);
    }

    /** As {@link #record}, of all that happened at once. */
    public void recordAll(List<Happening> happenings, String actor) {
        if (happenings.isEmpty()) {
            return;
        }
        transactions.write(() -> {
            Instant now = clock.instant();
            Map<List<String>, Long> before = before(happenings, actor, now);
            for (Happening each : happenings) {
                Long same = before.get(key(each.subject().uid(), each.reason(), Activity.fit(each.message())));
                if (same == null || !repeat(same, now)) {
                    rows.persist(new Activity(each, actor, now));
                }
            }
        });
    }

    /**
     * The newest of a project, newest first; of single pods only what belongs to their deployments.
     *
     * @param limit 1-500
     * @param afterId only those with a greater id; 0 for all
     */
    public List<ActivityView> recent(long projectId, int limit, long afterId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return rows.createQuery(
                            "SELECT a FROM Activity a WHERE a.projectId = :project AND a.id > :after"
                                    + " AND (a.objectKind <> :pod OR a.ownerUid IS NOT NULL) ORDER BY a.id DESC",
                            Activity.class)
                    .setParameter("project", projectId)
                    .setParameter("pod", Topic.POD)
                    .setParameter("after", afterId)
                    .setMaxResults(Math.clamp(limit, 1, MOST))
                    .getResultStream()
                    .map(Activity::view)
                    .toList();
        });
    }

    /**
     * Of all of a project those that meet each condition, what happened last first, also what happened before and again;
     * at most 500.
     *
     * @param conditions the values are compared as they are written
     */
    public List<ActivityView> chosen(long projectId, List<Condition> conditions) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            StringBuilder sql = new StringBuilder("SELECT a.* FROM activity a WHERE a.project_id = ?1");
            for (int i = 0; i < conditions.size(); i++) {
                sql.append(" AND ").append(conditions.get(i).sql(i + 2));
            }
            Query query = rows.createNativeQuery(
                    sql.append(" ORDER BY a.last_at DESC, a.id DESC").toString(), Activity.class);
            query.setParameter(1, projectId).setMaxResults(MOST);
            for (int i = 0; i < conditions.size(); i++) {
                query.setParameter(i + 2, conditions.get(i).value());
            }
            Stream<?> found = query.getResultStream();
            return found.map(Activity.class::cast).map(Activity::view).toList();
        });
    }

    /** The newest 200 of one object of the project and of what belongs to it, newest first. */
    public List<ActivityView> of(long projectId, String objectUid) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return newest(
                    Stream.concat(newest(projectId, "objectUid", objectUid), newest(projectId, "ownerUid", objectUid)));
        });
    }

    /**
     * The newest 200 of something that belongs to an object, such as a pod to its deployment, newest first: what is about it
     * itself, and what is about the object and names it.
     */
    public List<ActivityView> ofPart(long projectId, String objectUid, String partUid, String partName) {
        Pattern named = Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(partName) + "(?![a-z0-9-])");
        return transactions.read(() -> newest(Stream.concat(
                newest(projectId, "objectUid", partUid),
                of(projectId, objectUid).stream()
                        .filter(each -> !partUid.equals(each.subject().uid()))
                        .filter(each -> named.matcher(each.message()).find()))));
    }

    private Stream<ActivityView> newest(long projectId, String column, String uid) {
        return rows.createQuery(
                        "SELECT a FROM Activity a WHERE a.%s = :uid AND a.projectId = :project ORDER BY a.id DESC"
                                .formatted(column),
                        Activity.class)
                .setParameter("project", projectId)
                .setParameter("uid", uid)
                .setMaxResults(MOST_OF_ONE)
                .getResultStream()
                .map(Activity::view);
    }

    private static List<ActivityView> newest(Stream<ActivityView> activities) {
        return activities
                .sorted(Comparator.comparingLong(ActivityView::id).reversed())
                .limit(MOST_OF_ONE)
                .toList();
    }

    /** The newest row of each that happened before within the window, by its {@link #key}. */
    private Map<List<String>, Long> before(List<Happening> happenings, String actor, Instant now) {
        Set<String> uids = happenings.stream()
                .map(each -> each.subject().uid())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<List<String>, Long> before = new HashMap<>();
        if (!uids.isEmpty()) {
            rows.createQuery(
                            "SELECT a.id, a.objectUid, a.reason, a.message FROM Activity a WHERE a.objectUid IN :uids"
                                    + " AND a.reason IN :reasons AND a.actor = :actor AND a.lastAt > :since ORDER BY a.id",
                            Object[].class)
                    .setParameter("uids", uids)
                    .setParameter(
                            "reasons",
                            happenings.stream().map(Happening::reason).collect(Collectors.toSet()))
                    .setParameter("actor", actor)
                    .setParameter("since", now.minus(SAME_WINDOW))
                    .getResultList()
                    .forEach(row -> before.put(key((String) row[1], (String) row[2], (String) row[3]), (Long) row[0]));
        }
        return before;
    }

    private static List<String> key(String uid, String reason, String message) {
        return Arrays.asList(uid, reason, message);
    }

    private boolean repeat(long id, Instant now) {
        return rows.createQuery("UPDATE Activity a SET a.times = a.times + 1, a.lastAt = :now WHERE a.id = :id")
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }
}
