package io.podspace.security;

import java.util.List;

/**
 * The wish for a personal token.
 *
 * @param name what it is for, 1-63 characters on one line
 * @param projects names of the projects that it is limited to; empty: all of its owner's
 * @param writes it may change things
 * @param days until it expires, 1-3650; 0: never
 */
public record NewToken(String name, List<String> projects, boolean writes, int days) {
    public NewToken {
        projects = List.copyOf(projects);
    }
}
