package io.podspace.console;

import io.podspace.deployment.Deployments;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What the arrows of every page call, once for the clicks that {@code scale.js} merged. */
@Named
@RequestScoped
public class Arrows {
    @Inject
    Deployments deployments;

    public void scale() {
        deployments.scale(number("deployment"), Math.toIntExact(number("replicas")));
    }

    private static long number(String parameter) {
        try {
            return Long.parseLong(Pages.parameter(parameter));
        } catch (NumberFormatException e) {
            throw PodSpaceException.invalid(parameter, "The page sent no number. Load it again.");
        }
    }
}
