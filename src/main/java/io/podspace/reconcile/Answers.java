package io.podspace.reconcile;

import io.podspace.service.Course;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the pods of a deployment answered, as far as this process knows. Immutable.
 *
 * @param courses lately, by number of the revision
 * @param looked when all proxies that send requests to pods of the current revision had been looked at; empty while one
 *     of them was not, or while it is not known which they are
 * @param since when this process took the rollout up
 */
record Answers(Map<Integer, Course> courses, Optional<Instant> looked, Instant since) {
    static final Answers NONE = new Answers(Map.of(), Optional.empty(), Instant.MAX);

    Answers {
        courses = Map.copyOf(courses);
    }
}
