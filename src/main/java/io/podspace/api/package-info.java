/**
 * The public HTTP API: the Kubernetes API over the boundaries of the other rooms, for {@code kubectl} and client libraries.
 * An edge: it translates, keeps nothing, decides nothing that a boundary could decide, and nothing depends on it. May use
 * every room but the other edges.
 */
package io.podspace.api;
