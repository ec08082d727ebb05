package io.podspace.security;

/** What a member may do in a project; each role includes those after it. */
public enum Role {
    /** Members, network and deletion of the project. */
    OWNER,
    /** Every object of the project, secrets included. */
    EDITOR,
    /** Looking, without secrets. */
    VIEWER
}
