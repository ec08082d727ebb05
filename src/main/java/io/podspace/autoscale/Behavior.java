package io.podspace.autoscale;

import io.podspace.platform.PodSpaceException;

/** How fast an autoscaler may change the number of pods, either way. */
public record Behavior(Scaling up, Scaling down) {
    /** @throws PodSpaceException INVALID at {@code behavior.scaleUp...} or {@code behavior.scaleDown...} */
    Behavior check() {
        up.check("behavior.scaleUp");
        down.check("behavior.scaleDown");
        return this;
    }
}
