/**
 * Read-only queries over several rooms, built for pages: records straight from SQL, in a constant number of statements.
 * Boundaries {@code Overviews} and {@code PodReports}. May use every room but the edges.
 */
package io.podspace.report;
