package io.podspace.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.autoscale.Scaling.Policy;
import io.podspace.autoscale.Scaling.Select;
import io.podspace.autoscale.Scaling.Unit;
import io.podspace.platform.Json;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 1, 1, scaleUp.stabilizationWindowSeconds",
        "3601, 1, 1, scaleUp.stabilizationWindowSeconds",
        "0, 0, 1, scaleUp.policies[0].value",
        "3600, 1, 0, scaleUp.policies[0].periodSeconds",
        "3600, 1, 1801, scaleUp.policies[0].periodSeconds"
    })
    void whatKubernetesRefusesIsRefusedWithItsPath(int window, int value, int period, String field) {
        Scaling up = new Scaling(Optional.of(window), Select.MAX, List.of(new Policy(Unit.PERCENT, value, period)));
        assertThatThrownBy(() -> new Behavior(up, Scaling.DOWN).check())
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.field())
                        .contains("behavior." + field));
    }

    @Test
    void withoutAPolicyNothingCouldEverHappen() {
        Scaling none = new Scaling(Optional.empty(), Select.MIN, List.of());
        assertThatThrownBy(() -> new Behavior(Scaling.UP, none).check())
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.field())
                        .contains("behavior.scaleDown.policies"));
    }

    @Test
    void whatIsSaidByDefaultIsTakenAndKept() {
        Behavior behavior = new Behavior(Scaling.UP, Scaling.DOWN).check();
        assertThat(Json.read(Json.write(behavior), Behavior.class)).isEqualTo(behavior);
    }
}
