package io.podspace.project;

import io.podspace.security.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * One project.
 *
 * @param subnet of its network in CIDR notation; empty until the network was given one
 * @param egress pods may open connections to the outside
 * @param networkMessage why the network is not as wanted
 * @param deleting it is being removed and takes no changes
 * @param role of the caller; an administrator who is no member has OWNER
 */
public record ProjectView(
        long id,
        String uid,
        String name,
        String displayName,
        Optional<String> subnet,
        boolean egress,
        Optional<String> networkMessage,
        boolean deleting,
        long generation,
        Instant createdAt,
        Role role) {}
