package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Scaling;
import io.podspace.autoscale.Scaling.Policy;
import io.podspace.autoscale.Scaling.Select;
import io.podspace.autoscale.Scaling.Unit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BehaviorTextTest {
    @Test
    void bothDirectionsAreASentence() {
        assertThat(BehaviorText.lines(new Behavior(Scaling.UP, Scaling.DOWN)))
                .containsExactly(
                        "Up: at most 4 pods in 15 s or 100 % in 15 s, whichever is more.",
                        "Down: at most 100 % in 15 s.");
        Scaling careful = new Scaling(
                Optional.of(60), Select.MIN, List.of(new Policy(Unit.PODS, 1, 30), new Policy(Unit.PERCENT, 5, 9)));
        Scaling never = new Scaling(Optional.empty(), Select.DISABLED, careful.policies());
        assertThat(BehaviorText.lines(new Behavior(careful, never)))
                .containsExactly(
                        "Up: at most 1 pod in 30 s or 5 % in 9 s, whichever is less, as wished throughout 60 s.",
                        "Down: never.");
    }
}
