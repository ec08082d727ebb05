/**
 * Docker hosts: what PodSpace knows of them, how it watches them, and the port {@link io.podspace.host.ContainerDriver}
 * through which every effect on an engine passes; boundary {@code Hosts}. May use {@code security}, {@code platform}.
 */
package io.podspace.host;
