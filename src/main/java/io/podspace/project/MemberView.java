package io.podspace.project;

import io.podspace.security.Role;
import java.time.Instant;

/** A member of a project. */
public record MemberView(String name, String email, Role role, Instant since) {}
