package io.podspace.reconcile;

/**
 * An image on a host, as one project may use it: credentials differ between projects.
 *
 * @param host row id
 * @param project row id
 */
record ImageOn(long host, long project, String reference) {}
