package io.podspace.activity;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The boundary of the record of what happened. Writing is for the rooms of the platform, reading for members. */
@ApplicationScoped
public class Activities {

    /**
     * Notes what happened, in the transaction of the change itself. The same about the same object within ten minutes
     * raises the count of the first. Checks no permission: callers have.
     *
     * @param reason one word in camel case, at most 48 characters
     * @param message a sentence for people; cut at 2000 characters
     * @param actor account name, or the part of the platform that acted
     */
    public void record(Subject subject, Severity severity, String reason, String message, String actor) {
        throw PodSpaceException.unfinished();
    }

    /**
     * The newest of a project, newest first.
     *
     * @param limit 1-500
     * @param afterId only those with a greater id; 0 for all
     */
    public List<ActivityView> recent(long projectId, int limit, long afterId) {
        throw PodSpaceException.unfinished();
    }

    /** The newest 200 of one object of the project, newest first. */
    public List<ActivityView> of(long projectId, String objectUid) {
        throw PodSpaceException.unfinished();
    }
}
