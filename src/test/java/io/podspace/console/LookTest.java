package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.reconcile.CheckTrial;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void aTrialOfACheckIsOneSentenceWithWhatWasSaid() {
        assertThat(Look.of(new CheckTrial("web-0", true, 200, 3, "ok", List.of()))
                        .word())
                .isEqualTo("It passes on web-0: status 200: ok (3 ms).");
        assertThat(Look.of(new CheckTrial("web-0", true, 0, 1, "", List.of())).word())
                .isEqualTo("It passes on web-0 (1 ms).");
        assertThat(Look.of(new CheckTrial("web-0", false, 0, 0, "nothing listens on port 9", List.of(80, 8080)))
                        .word())
                .isEqualTo("It fails on web-0: nothing listens on port 9 (0 ms). Open: 80, 8080.");
    }
}
