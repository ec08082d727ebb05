package io.podspace.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.Stages.Step;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.platform.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounding as Kubernetes does it, and what is refused. */
class StrategyTest {
    private static final Strategy QUARTER = Strategy.DEFAULT.with(Amount.percent(25), Amount.percent(25));

    @ParameterizedTest(name = "25% of {0}: +{1} -{2}")
    @CsvSource({
        "1,1,0", "2,1,0", "3,1,0", "4,1,1", "5,2,1", "6,2,1", "7,2,1", "8,2,2", "9,3,2", "10,3,2",
        "11,3,2", "12,3,3", "13,4,3", "14,4,3", "15,4,3", "16,4,4", "17,5,4", "18,5,4", "19,5,4", "20,5,5"
    })
    void aQuarterRoundsUpForMoreAndDownForMissing(int pods, int surge, int unavailable) {
        assertThat(QUARTER.surge(pods)).isEqualTo(surge);
        assertThat(QUARTER.unavailable(pods)).isEqualTo(unavailable);
    }

    @ParameterizedTest
    @CsvSource({"0,10,1,0,1", "0,10,9,0,1", "0,10,10,0,1", "0,10,20,0,2", "10,0,1,1,0", "100,0,20,20,0", "0,100,20,0,20"
    })
    void whatRoundsToNothingAtAllBecomesOneMissing(int surge, int missing, int pods, int up, int down) {
        Strategy strategy = Strategy.DEFAULT.with(Amount.percent(surge), Amount.percent(missing));
        assertThat(strategy.surge(pods)).isEqualTo(up);
        assertThat(strategy.unavailable(pods)).isEqualTo(down);
    }

    @Test
    void presets() {
        assertThat(Strategy.START_ONE_STOP_ONE.surge(7)).isEqualTo(1);
        assertThat(Strategy.START_ONE_STOP_ONE.unavailable(7)).isZero();
        assertThat(Strategy.STOP_ONE_START_ONE.surge(7)).isZero();
        assertThat(Strategy.STOP_ONE_START_ONE.unavailable(7)).isEqualTo(1);
        Strategy recreate = Strategy.DEFAULT.with(Kind.RECREATE);
        assertThat(recreate.surge(7)).isZero();
        assertThat(recreate.unavailable(7)).isEqualTo(7);
    }

    private static Hook hook(List<String> command, int seconds) {
        return new Hook(command, seconds, Hook.OnFailure.ABORT);
    }

    private static Strategy before(Hook hook) {
        return Strategy.DEFAULT.with(new Hooks(Optional.of(hook), Optional.empty()));
    }

    @Test
    void isStoredAsJson() {
        assertThat(Strategy.read(Json.write(QUARTER))).isEqualTo(QUARTER);
        assertThat(Strategy.read(null)).isEqualTo(Strategy.DEFAULT);
        Strategy hooked = Strategy.DEFAULT.with(
                new Hooks(Optional.of(hook(List.of("/bin/migrate", "a b"), 60)), Optional.empty()));
        assertThat(Strategy.read(Json.write(hooked))).isEqualTo(hooked);
        String older = Json.write(QUARTER).replaceFirst(",\"hooks\":.*}$", "}");
        assertThat(older).doesNotContain("hooks");
        assertThat(Strategy.read(older)).isEqualTo(QUARTER);
        String undrained = Json.write(QUARTER).replaceFirst("\"drainSeconds\":30,", "");
        assertThat(undrained).doesNotContain("drain");
        assertThat(Strategy.read(undrained)).isEqualTo(QUARTER);
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "25%,25,true", " 30 % ,30,true"})
    void readsNumbersAndPercentages(String text, int number, boolean percent) {
        assertThat(Amount.parse("maxSurge", text)).isEqualTo(new Amount(number, percent));
    }

    @Test
    void stages() {
        assertThat(Strategy.DEFAULT.sequence()).isEmpty();
        assertThat(canary(new Step(10, 60), new Step(100, Stage.UNTIL_PROMOTED)).sequence())
                .containsExactly(new Stage(10, 10, 60), new Stage(100, 100, Stage.UNTIL_PROMOTED));
        assertThat(Strategy.DEFAULT
                        .with(Kind.BLUE_GREEN)
                        .with(new Stages(List.of(), false, 9))
                        .sequence())
                .containsExactly(new Stage(100, 0, Stage.UNTIL_PROMOTED), new Stage(100, 100, 9));
        assertThat(new Stage(10, 10, 0).pods(1)).isEqualTo(1);
        assertThat(new Stage(10, 10, 0).pods(11)).isEqualTo(2);
        assertThat(new Stage(10, 10, 0).pods(0)).isZero();
    }

    /** As rows hold it that were written before there were stages. */
    @Test
    void olderJsonMeansTheDefaultStages() {
        String older = Json.write(QUARTER).replaceAll(",\"stages\".*", "}");
        assertThat(older).doesNotContain("stages");
        assertThat(Strategy.read(older)).isEqualTo(QUARTER);
    }

    private static Strategy canary(Step... steps) {
        return Strategy.DEFAULT.with(Kind.CANARY).with(new Stages(List.of(steps), true, 0));
    }

    static Stream<Arguments> refused() {
        Strategy good = Strategy.DEFAULT;
        return Stream.of(
                Arguments.of(good.with(Amount.of(0), Amount.of(0)), "no pod could ever be replaced"),
                Arguments.of(good.with(Amount.percent(0), Amount.of(0)), "no pod could ever be replaced"),
                Arguments.of(good.with(Amount.percent(101), Amount.of(0)), "maxSurge: 101 is out of range"),
                Arguments.of(good.with(Amount.of(1), Amount.of(10_001)), "maxUnavailable: 10001 is out of range"),
                Arguments.of(before(hook(List.of(), 60)), "beforeCommand: the command is blank"),
                Arguments.of(before(hook(List.of(" "), 60)), "beforeCommand: the command is blank"),
                Arguments.of(before(hook(List.of("a"), 0)), "beforeSeconds: 0 is out of range"),
                Arguments.of(
                        good.with(new Hooks(Optional.empty(), Optional.of(hook(List.of("a"), 86_401)))),
                        "afterSeconds: 86401 is out of range"),
                Arguments.of(before(new Hook(List.of("a"), 60, null)), "beforeOnFailure is missing"),
                Arguments.of(good.with(10, 10, 0), "10 s is not more than the 10 s"),
                Arguments.of(good.with(-1, 10, 0), "minReadySeconds: -1 is out of range"),
                Arguments.of(good.with(0, 10, -1), "watchSeconds: -1 is out of range"),
                Arguments.of(canary(), "a canary has 1 to 20 steps, not 0"),
                Arguments.of(canary(new Step(0, 5)), "steps: 0 is out of range"),
                Arguments.of(canary(new Step(101, 5)), "steps: 101 is out of range"),
                Arguments.of(canary(new Step(50, 5), new Step(50, 5)), "50% after 50% is not more"),
                Arguments.of(canary(new Step(50, 5), new Step(10, 5)), "10% after 50% is not more"),
                Arguments.of(canary(new Step(50, -2)), "steps: -2 is out of range"),
                Arguments.of(
                        good.with(Kind.BLUE_GREEN).with(new Stages(List.of(), true, -1)),
                        "keepSeconds: -1 is out of range"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void whatCannotWorkIsRefusedWithTheReason(Strategy strategy, String why) {
        assertThatThrownBy(() -> StrategyRules.check(strategy)).hasMessageContaining(why);
        assertThat(StrategyRules.check(Strategy.DEFAULT)).isEqualTo(Strategy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"x", "-1", "1.5", "%", "''"})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Amount.parse("maxSurge", text)).hasMessageContaining("maxSurge");
    }
}
