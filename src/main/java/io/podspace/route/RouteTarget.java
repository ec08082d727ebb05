package io.podspace.route;

/**
 * A service behind a route.
 *
 * @param service name in the same project
 * @param port one of the service's ports
 * @param weight share of the requests, 0-256; 0 gets none
 */
public record RouteTarget(String service, int port, int weight) {}
