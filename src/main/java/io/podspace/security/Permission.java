package io.podspace.security;

/** What somebody wants to do with a project or with something in it. */
public enum Permission {
    /** Look at it, without secrets. */
    VIEW(Role.VIEWER),
    /** Make, change and remove objects in it, use its terminals, read its secrets' names. */
    EDIT(Role.EDITOR),
    /** Change its members and its network, delete it. */
    OWN(Role.OWNER);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /** Whether a member of that role may do it. */
    public boolean grantedTo(Role role) {
        return role.ordinal() <= least.ordinal();
    }
}
