package io.podspace.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 10000, 1000", "2, 5, 80"})
    void whatIsInRangeIsTaken(int min, int max, int cpu) {
        Bounds bounds = new Bounds(min, max, cpu);
        assertThat(bounds.check()).isEqualTo(bounds);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 80, min",
        "1, 0, 80, max",
        "3, 2, 80, max",
        "1, 10001, 80, max",
        "1, 2, 0, cpuPercent",
        "1, 2, 1001, cpuPercent"
    })
    void whatIsNotIsRefusedAtItsField(int min, int max, int cpu, String field) {
        assertThatThrownBy(() -> new Bounds(min, max, cpu).check())
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.field())
                        .contains(field));
    }
}
