package io.podspace.project;

import io.podspace.security.Role;
import java.time.Instant;

/**
 * A project on the list of projects.
 *
 * @param podsReady pods in rotation now
 * @param podsWanted sum of the replicas of its deployments
 * @param alerts deployments that are in trouble
 * @param routes number of routes
 * @param lastChange last activity, else the creation
 * @param deleting it is being removed and takes no changes
 * @param role of the caller in this project
 */
public record ProjectCard(
        long id,
        String name,
        String displayName,
        int podsReady,
        int podsWanted,
        int alerts,
        int routes,
        Instant lastChange,
        boolean deleting,
        Role role) {}
