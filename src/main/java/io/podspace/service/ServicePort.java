package io.podspace.service;

/**
 * A port of a service.
 *
 * @param name DNS label of at most 63 characters, may begin with a digit, unique in the service; blank: made from the number
 * @param port 1-65534, on the service's address; unique in the service
 * @param targetPort 1-65535, on the pods
 */
public record ServicePort(String name, int port, int targetPort, ProxyTable.Protocol protocol) {}
