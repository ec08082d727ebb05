package io.podspace.api;

import jakarta.enterprise.context.ApplicationScoped;

/** Autoscalers as {@code autoscaling/v2}. */
@ApplicationScoped
class AutoscalerStore2 extends AutoscalerStore {
    private static final Resource RESOURCE = resource("v2");

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    AutoscalerForm form() {
        return new AutoscalerForm2();
    }
}
