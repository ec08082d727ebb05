package io.podspace.reconcile;

import java.util.Optional;
import java.util.Set;

/** The port to the rows of projects, as far as their networks need them. Each call is a short transaction. */
interface NetworkLedger {

    /**
     * What is wanted of a project's network.
     *
     * @param subnet empty until it was given one
     * @param message what was said of it last
     * @param empty nothing is left in the project: no deployment, service, or route
     */
    record Wish(
            long project,
            String name,
            Optional<String> subnet,
            boolean egress,
            boolean deleting,
            Optional<String> message,
            boolean empty) {}

    /** @return empty when there is no such project */
    Optional<Wish> load(long project);

    /** The subnets of all projects. */
    Set<String> subnets();

    /**
     * Gives the project a subnet.
     *
     * @param before what it has; nothing is written when that is no longer so, or the epoch has passed
     * @return whether it was written
     */
    boolean assign(long epoch, long project, Optional<String> before, String subnet);

    /** Notes why the network is not as wanted; empty: it is. Written only when it is news. */
    void say(long epoch, long project, Optional<String> message);

    /** Removes the row of a deleting, empty project with what hangs on it. */
    void remove(long epoch, long project);
}
