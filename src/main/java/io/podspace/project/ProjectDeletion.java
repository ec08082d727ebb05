package io.podspace.project;

/**
 * Fired in the transaction that marks a project as deleting: every room marks what it has in that project, so that all of
 * it goes, or nothing.
 */
public record ProjectDeletion(long project) {}
