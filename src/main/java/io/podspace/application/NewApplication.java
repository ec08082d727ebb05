package io.podspace.application;

import io.podspace.deployment.NewDeployment;

/**
 * A deployment and what exposes it.
 *
 * @param service make a service of the deployment's name with a port for each port of the template
 * @param route make a route with a generated host name to the first port; asks for {@code service}
 */
public record NewApplication(NewDeployment deployment, boolean service, boolean route) {}
