/**
 * Services, the virtual load balancers inside a project, and the port {@link io.podspace.service.ProxyDriver} to the
 * HAProxy containers that balancers and routers are. May use {@code health}, {@code project}, {@code activity},
 * {@code security}, {@code platform}, {@code host}, {@code pod}.
 */
package io.podspace.service;
