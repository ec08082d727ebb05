package io.podspace.report;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.query.NativeQuery;

/** Runs the plain SQL of this room. Statements are constants with numbered parameters. */
@ApplicationScoped
class Rows {
    @PersistenceContext
    EntityManager rows;

    /** The rows of one result share their columns: tuples would hold each a map of its own, and lists are long. */
    List<Row> select(String sql, Object... parameters) {
        NativeQuery<?> query = rows.createNativeQuery(sql).unwrap(NativeQuery.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        Map<String, Integer> columns = new HashMap<>();
        return query.setTupleTransformer((values, names) -> row(columns, values, names))
                .getResultList();
    }

    /**
     * The only one of a result.
     *
     * @throws PodSpaceException NOT_FOUND when there is none: the object went, perhaps between two statements
     */
    static <T> T one(String kind, List<T> found) {
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND, "The %s is not there, or has just been removed.".formatted(kind)));
    }

    private static Row row(Map<String, Integer> columns, Object[] values, String[] names) {
        for (int i = columns.size(); i < names.length; i++) {
            columns.put(names[i], i);
        }
        return new Row(columns, values);
    }
}
