package io.podspace.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service.
 *
 * @param address on the project's network; empty until the balancer got one
 * @param inSync the balancer does what is wanted
 * @param syncMessage why it does not
 * @param routes names of the routes that send to it
 */
public record ServiceView(
        long id,
        String uid,
        long projectId,
        String name,
        List<ServicePort> ports,
        ProxyTable.Algorithm algorithm,
        Map<String, String> selector,
        Optional<String> address,
        boolean inSync,
        Optional<String> syncMessage,
        List<String> routes,
        boolean deleting,
        long generation,
        Instant createdAt) {}
