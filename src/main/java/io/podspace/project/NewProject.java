package io.podspace.project;

/**
 * The wish for a project.
 *
 * @param name DNS label of at most 40 characters, unique on the platform, not reserved
 * @param displayName what people read, at most 120 characters; blank: the name
 */
public record NewProject(String name, String displayName) {}
