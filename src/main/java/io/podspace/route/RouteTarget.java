package io.podspace.route;

/**
 * A service behind a route.
 *
 * @param service name in the same project; there need not be one yet
 * @param port one of the service's ports; 0 when it is meant by a name that none of them has yet
 * @param weight share of the requests, 0-256; 0 gets none
 */
public record RouteTarget(String service, int port, int weight) {}
