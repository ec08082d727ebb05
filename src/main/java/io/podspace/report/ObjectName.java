package io.podspace.report;

import java.util.Map;

/**
 * Enough of an object to choose it: what it is called, who it is, its labels.
 *
 * @param fields values of more fields by which objects of its kind are chosen, by their path
 */
public record ObjectName(String name, String uid, Map<String, String> labels, Map<String, String> fields) {}
