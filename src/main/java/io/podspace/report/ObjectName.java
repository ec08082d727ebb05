package io.podspace.report;

import java.util.Map;

/** Enough of an object to choose it: what it is called, who it is, and its labels. */
public record ObjectName(String name, String uid, Map<String, String> labels) {}
