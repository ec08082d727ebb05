package io.podspace.reconcile;

/** A key of the queue: whose wanted and real state are to be compared. It carries no news, whoever works reads the rows. */
public sealed interface Work {

    /** The pods of one deployment. */
    record OfDeployment(long id) implements Work {}

    /** A project's network and its balancers. */
    record OfProject(long id) implements Work {}

    /** What containers of a project wait for before they are made: config maps and secrets. */
    record OfVariables(long project) implements Work {}

    /** All routers: they serve one table. */
    record OfRouters() implements Work {}
}
