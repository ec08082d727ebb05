package io.podspace.report;

import jakarta.persistence.Tuple;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** One row of a result, with typed columns by name. Times are kept in UTC. */
record Row(Tuple tuple) {
    long number(String column) {
        return ((Number) tuple.get(column)).longValue();
    }

    int integer(String column) {
        return Math.toIntExact(number(column));
    }

    Optional<Integer> maybeInteger(String column) {
        return Optional.ofNullable(tuple.get(column)).map(value -> ((Number) value).intValue());
    }

    boolean flag(String column) {
        Object value = tuple.get(column);
        return value instanceof Boolean flag ? flag : ((Number) value).intValue() != 0;
    }

    String text(String column) {
        return (String) tuple.get(column);
    }

    Optional<String> maybeText(String column) {
        return Optional.ofNullable(text(column)).filter(text -> !text.isEmpty());
    }

    Instant time(String column) {
        return maybeTime(column).orElseThrow();
    }

    Optional<Instant> maybeTime(String column) {
        return Optional.ofNullable(tuple.get(column, Timestamp.class)).map(Timestamp::toInstant);
    }
}
