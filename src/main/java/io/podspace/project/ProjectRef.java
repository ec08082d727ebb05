package io.podspace.project;

/** What other rooms need to know of a project. */
public record ProjectRef(long id, String uid, String name) {}
