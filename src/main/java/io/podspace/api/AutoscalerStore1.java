package io.podspace.api;

import jakarta.enterprise.context.ApplicationScoped;

/** Autoscalers as {@code autoscaling/v1}. */
@ApplicationScoped
class AutoscalerStore1 extends AutoscalerStore {
    private static final Resource RESOURCE = resource("v1");

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    AutoscalerForm form() {
        return new AutoscalerForm1();
    }
}
