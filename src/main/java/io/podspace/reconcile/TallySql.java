package io.podspace.reconcile;

import io.podspace.platform.Json;
import io.podspace.service.Course;
import io.podspace.service.Responses;
import io.podspace.service.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The loop's statements about what was counted of a rollout. A deployment keeps one, that of its newest. */
final class TallySql {
    private TallySql() {}

    /** As it is written, short: a large deployment has thousands of marks. */
    private record Line(Map<Integer, List<Piece>> courses, Map<String, Map<String, Map<Long, Count>>> marks) {}

    /** @param s seconds since the epoch; {@code a} all, {@code f} failed */
    private record Piece(long s, long a, long f) {}

    /** @param r revision; {@code a} all, {@code f} failed */
    private record Count(int r, long a, long f) {}

    static Optional<Tally> load(Connection connection, long rollout) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT tally FROM rollout_tally WHERE rollout_id = ?")) {
            statement.setLong(1, rollout);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row.getString("tally"))) : Optional.empty();
            }
        }
    }

    static void keep(Connection connection, long deployment, long rollout, Tally tally) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM rollout_tally WHERE deployment_id = ? AND rollout_id <> ?")) {
            statement.setLong(1, deployment);
            statement.setLong(2, rollout);
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO rollout_tally (rollout_id, deployment_id, tally)"
                        + " SELECT id, deployment_id, ? FROM rollout WHERE id = ?"
                        + " ON DUPLICATE KEY UPDATE tally = VALUES(tally)")) {
            statement.setString(1, write(tally));
            statement.setLong(2, rollout);
            statement.executeUpdate();
        }
    }

    static String write(Tally tally) {
        Map<Integer, List<Piece>> courses = new TreeMap<>();
        tally.courses()
                .forEach((revision, course) -> courses.put(
                        revision,
                        course.pieces().stream()
                                .map(piece -> new Piece(
                                        piece.from().getEpochSecond(),
                                        piece.responses().all(),
                                        piece.responses().failed()))
                                .toList()));
        Map<String, Map<String, Map<Long, Count>>> marks = new TreeMap<>();
        tally.marks().forEach(mark -> marks.computeIfAbsent(mark.proxy(), proxy -> new TreeMap<>())
                .computeIfAbsent(mark.backend(), backend -> new TreeMap<>())
                .put(
                        mark.pod(),
                        new Count(
                                mark.revision(),
                                mark.counted().all(),
                                mark.counted().failed())));
        return Json.write(new Line(courses, marks));
    }

    static Tally read(String text) {
        Line line = Json.read(text, Line.class);
        Map<Integer, Course> courses = new TreeMap<>();
        line.courses()
                .forEach((revision, pieces) -> courses.put(
                        revision,
                        new Course(pieces.stream()
                                .map(piece -> new Course.Piece(
                                        Instant.ofEpochSecond(piece.s()), new Responses(piece.a(), piece.f())))
                                .toList())));
        List<Tally.Mark> marks = new ArrayList<>();
        line.marks()
                .forEach(
                        (proxy, backends) -> backends.forEach((backend, pods) -> pods.forEach((pod, count) -> marks.add(
                                new Tally.Mark(proxy, backend, pod, count.r(), new Responses(count.a(), count.f()))))));
        return new Tally(courses, marks);
    }
}
