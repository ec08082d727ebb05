package io.podspace.deployment;

import io.podspace.deployment.Hook.Moment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The hooks of a strategy. Immutable. */
public record Hooks(Optional<Hook> before, Optional<Hook> after) {
    public static final Hooks NONE = new Hooks(Optional.empty(), Optional.empty());

    /** Those that there are, in their order. */
    public Map<Moment, Hook> byMoment() {
        Map<Moment, Hook> hooks = new EnumMap<>(Moment.class);
        before.ifPresent(hook -> hooks.put(Moment.BEFORE, hook));
        after.ifPresent(hook -> hooks.put(Moment.AFTER, hook));
        return hooks;
    }
}
