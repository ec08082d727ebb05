/**
 * Drives Docker engines: the only importer of docker-java. {@link io.podspace.docker.DockerContainerDriver} is the port's
 * implementation; {@code AllowList} is the one place that says what a container may be. May use {@code platform},
 * {@code host}.
 */
package io.podspace.docker;
