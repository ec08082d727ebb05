package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.Stage;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Stages.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTextTest {

    @Test
    void readsWhatItPrints() {
        assertThat(StepsText.parse("steps", StepsText.print(Stages.DEFAULT.steps())))
                .isEqualTo(Stages.DEFAULT.steps());
        assertThat(StepsText.parse("steps", " 5 30 \n\n50%\r\n75 % 10 s"))
                .containsExactly(new Step(5, 30), new Step(50, Stage.UNTIL_PROMOTED), new Step(75, 10));
        assertThat(StepsText.parse("steps", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "10% -5", "-1% 5", "10%5%", "10 20 30", "% 4"})
    void namesTheLineThatIsNoStep(String line) {
        assertThatThrownBy(() -> StepsText.parse("steps", "1% 1\n" + line)).hasMessageContaining("'" + line + "'");
    }
}
