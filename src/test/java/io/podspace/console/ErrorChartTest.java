package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.report.RevisionCourse;
import io.podspace.service.Course;
import io.podspace.service.Responses;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorChartTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:15:00Z");

    @Test
    void drawsEachRevisionAgainstTheHighestShare() {
        ErrorChart chart =
                ErrorChart.of(List.of(course(1, 0, 100, 0), course(2, 300, 100, 10), course(2, 890, 50, 10)), NOW);
        assertThat(chart.top()).isEqualTo("20 %");
        assertThat(chart.lines())
                .containsExactly(
                        new ErrorChart.Line("is-pending", "0.0,60.0 3.3,60.0", "#1: 0 of 100 (0.0 %)"),
                        new ErrorChart.Line("is-pending", "100.0,30.0 103.3,30.0", "#2: 10 of 100 (10.0 %)"),
                        new ErrorChart.Line("is-accent", "296.7,0.0 300.0,0.0", "#2: 10 of 50 (20.0 %)"));
    }

    @Test
    void fewErrorsLookLikeFew() {
        assertThat(ErrorChart.of(List.of(course(1, 0, 100, 1)), NOW).top()).isEqualTo("5 %");
        assertThat(ErrorChart.of(List.of(), NOW).lines()).isEmpty();
    }

    private static RevisionCourse course(int revision, int second, long all, long failed) {
        Instant from = NOW.minusSeconds(900).plusSeconds(second);
        return new RevisionCourse(revision, new Course(List.of(new Course.Piece(from, new Responses(all, failed)))));
    }
}
