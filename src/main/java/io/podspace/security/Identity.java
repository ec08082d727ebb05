package io.podspace.security;

import java.io.Serializable;

/**
 * Who is acting.
 *
 * @param id row id of the account; 0 for the platform itself
 * @param name the account's name; {@code system} for the platform itself
 * @param administrator may do everything
 */
public record Identity(long id, String name, boolean administrator) implements Serializable {
    /** Background work: reconcilers, ticks, start-up. No account can have this name. */
    public static final Identity SYSTEM = new Identity(0, "system", true);
}
