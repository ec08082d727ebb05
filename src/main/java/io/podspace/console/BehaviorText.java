package io.podspace.console;

import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Scaling;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How fast an autoscaler may change the number of pods, in sentences. Pure. */
final class BehaviorText {
    private BehaviorText() {}

    static List<String> lines(Behavior behavior) {
        return List.of("Up: " + text(behavior.up()), "Down: " + text(behavior.down()));
    }

    private static String text(Scaling scaling) {
        if (scaling.select() == Scaling.Select.DISABLED) {
            return "never.";
        }
        String steps = scaling.policies().stream().map(BehaviorText::step).collect(Collectors.joining(" or "));
        String which = scaling.policies().size() == 1
                ? ""
                : scaling.select() == Scaling.Select.MAX ? ", whichever is more" : ", whichever is less";
        String window = scaling.windowSeconds()
                .filter(seconds -> seconds > 0)
                .map(seconds -> ", as wished throughout %d s".formatted(seconds))
                .orElse("");
        return "at most %s%s%s.".formatted(steps, which, window);
    }

    private static String step(Scaling.Policy policy) {
        String amount =
                switch (policy.unit()) {
                    case PODS -> policy.value() == 1 ? "1 pod" : policy.value() + " pods";
                    case PERCENT -> policy.value() + " %";
                };
        return String.format(Locale.ROOT, "%s in %d s", amount, policy.periodSeconds());
    }
}
