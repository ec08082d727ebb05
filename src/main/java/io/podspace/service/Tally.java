package io.podspace.service;

import java.util.List;
import java.util.Map;

/**
 * What was counted of a deployment so far, so that another process can count on. Immutable.
 *
 * @param courses what was answered, by number of the revision
 * @param marks up to where the proxies' own counters are in it
 */
public record Tally(Map<Integer, Course> courses, List<Mark> marks) {
    public static final Tally NONE = new Tally(Map.of(), List.of());

    public Tally {
        courses = Map.copyOf(courses);
        marks = List.copyOf(marks);
    }

    /**
     * What a proxy's counter of a pod said.
     *
     * @param pod row id of the attempt
     * @param revision number of what it is made from
     */
    public record Mark(String proxy, String backend, long pod, int revision, Responses counted) {}
}
