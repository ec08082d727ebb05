package io.podspace.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One row of a result, with typed columns by name. Times are kept in UTC. */
record Row(Map<String, Integer> columns, Object[] values) {
    long number(String column) {
        return ((Number) value(column)).longValue();
    }

    int integer(String column) {
        return Math.toIntExact(number(column));
    }

    Optional<Integer> maybeInteger(String column) {
        return Optional.ofNullable(value(column)).map(value -> ((Number) value).intValue());
    }

    boolean flag(String column) {
        Object value = value(column);
        return value instanceof Boolean flag ? flag : ((Number) value).intValue() != 0;
    }

    String text(String column) {
        return (String) value(column);
    }

    Optional<String> maybeText(String column) {
        return Optional.ofNullable(text(column)).filter(text -> !text.isEmpty());
    }

    Instant time(String column) {
        return maybeTime(column).orElseThrow();
    }

    Optional<Instant> maybeTime(String column) {
        return Optional.ofNullable((Timestamp) value(column)).map(Timestamp::toInstant);
    }

    private Object value(String column) {
        return values[columns.get(column)];
    }
}
