package io.podspace.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;

/** Runs the plain SQL of this room. Statements are constants with numbered parameters. */
@ApplicationScoped
class Rows {
    @PersistenceContext
    EntityManager rows;

    List<Row> select(String sql, Object... parameters) {
        Query query = rows.createNativeQuery(sql, Tuple.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        List<?> found = query.getResultList();
        return found.stream().map(row -> new Row((Tuple) row)).toList();
    }
}
