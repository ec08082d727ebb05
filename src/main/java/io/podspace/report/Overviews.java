package io.podspace.report;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;

/** What the overview page shows, in a constant number of SQL statements. Members. */
@ApplicationScoped
public class Overviews {

    /** @throws PodSpaceException NOT_FOUND */
    public Overview of(long projectId) {
        throw PodSpaceException.unfinished();
    }
}
