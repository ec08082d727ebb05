package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.haproxy.Refusals.Question;
import io.podspace.haproxy.Slot.Admin;
import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.service.Responses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plus(Refusals.PATIENCE);

    private final Refusals refusals = new Refusals();

    @Test
    void aServerThatStartsIsNotLookedAtYet() {
        refusals.note(running(slot("a", 7, 8081, true)), NOW);
        assertThat(refusals.due(LATER.minusMillis(1))).isEmpty();
        assertThat(refusals.among(Map.of(), LATER)).isEmpty();
        assertThat(refusals.due(LATER)).map(Question::port).contains(8081);
    }

    @Test
    void theAnswerIsThePodsReadinessUntilItListens() {
        Running refusing = running(slot("a", 7, 8081, true));
        refusals.note(refusing, NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(8080, 9090), LATER);
        Result passing = new Result(Role.READINESS, Verdict.PASSING, 1, 0, true, 200, 1, NOW, "");
        Result alive = new Result(Role.LIVENESS, Verdict.PASSING, 1, 0, true, 200, 1, NOW, "");
        List<Result> results =
                refusals.among(Map.of(7L, List.of(passing, alive)), LATER).get(7L);
        assertThat(results).hasSize(2).contains(alive);
        assertThat(results.getLast().words())
                .isEqualTo("nothing listens on port 8081, where a service or route sends requests; open: 8080, 9090");
        assertThat(results.getLast().verdict()).isEqualTo(Verdict.FAILING);
        refusals.note(running(slot("a", 7, 8081, false)), LATER);
        assertThat(refusals.among(Map.of(), LATER)).isEmpty();
    }

    @Test
    void whereNoneIsOpenNoneIsNamed() {
        refusals.note(running(slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(), LATER);
        assertThat(refusals.among(Map.of(), LATER).get(7L).getFirst().words())
                .isEqualTo("nothing listens on port 8081, where a service or route sends requests");
    }

    /** It replaces the result of a check that may ask another port: people must not look for the fault there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9090 | false | nothing listens on port 8081, where a service or route sends requests; its checks begin when something does; open: 8080",
                "9090 | true  | nothing listens on port 8081, where a service or route sends requests; open: 8080",
                "8081 | false | nothing listens on port 8081; its checks begin when something does; open: 8080",
                "8081 | true  | nothing listens on port 8081; open: 8080"
            })
    void itSaysWhosePortThatIsAndThatTheChecksWait(int port, boolean begun, String words) {
        String checks = "new|" + CheckText.check("10.0.0.7", Role.LIVENESS, Check.of(new Method.Tcp(port)));
        Result alive = new Result(Role.LIVENESS, Verdict.PASSING, 1, 0, true, 0, 1, NOW, "");
        refusals.note(running(Map.of(7L, checks), slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(8080), LATER);
        assertThat(refusals.among(begun ? Map.of(7L, List.of(alive)) : Map.of(), LATER)
                        .get(7L)
                        .getLast()
                        .words())
                .isEqualTo(words);
    }

    @Test
    void itIsLookedAtAgainNowAndThen() {
        Running refusing = running(slot("a", 7, 8081, true));
        refusals.note(refusing, NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(), LATER);
        refusals.note(refusing, LATER);
        assertThat(refusals.due(LATER.plus(Refusals.AGAIN).minusMillis(1))).isEmpty();
        assertThat(refusals.due(LATER.plus(Refusals.AGAIN))).isPresent();
    }

    @Test
    void otherServicesOfThePodAreAskedFor() {
        refusals.note(running(slot("a", 7, 8081, true), slot("b", 7, 12345, false)), NOW);
        assertThat(refusals.due(LATER).orElseThrow().ports())
                .contains(12345, 8080)
                .doesNotContain(8081);
    }

    @Test
    void anotherPodInTheSlotBeginsAnew() {
        refusals.note(running(slot("a", 7, 8081, true)), NOW);
        refusals.note(running(slot("a", 8, 8081, true)), LATER);
        assertThat(refusals.due(LATER)).isEmpty();
    }

    /** Proxies have not begun it, since the port was never open. */
    @Test
    void aStartupCheckOfThatPortFailsWhenItsTimeIsOver() {
        Check check = new Check(new Method.Tcp(8081), 5, 10, 1, 1, 3);
        String checks = "new|" + CheckText.check("10.0.0.7", Role.STARTUP, check);
        Instant over = NOW.plusSeconds(35);
        refusals.note(running(Map.of(7L, checks), slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(8080), LATER);
        assertThat(roles(Map.of(), over.minusMillis(1))).containsExactly(Role.READINESS);
        assertThat(roles(Map.of(), over)).containsExactly(Role.STARTUP, Role.READINESS);
        Result begun = new Result(Role.STARTUP, Verdict.PASSING, 1, 0, true, 0, 1, NOW, "");
        assertThat(refusals.among(Map.of(7L, List.of(begun)), over).get(7L))
                .hasSize(2)
                .contains(begun);
        refusals.note(running(Map.of(7L, checks.replace(",8081,", ",9,")), slot("a", 7, 8081, true)), over);
        assertThat(roles(Map.of(), over)).containsExactly(Role.READINESS);
    }

    /** It has five minutes, or what it gives itself if that is more; a startup check takes its place. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 3, '', 300",
        "30, 10, 3, '', 300",
        "0, 60, 10, '', 600",
        "600, 10, 3, '', 630",
        "0, 10, 3, 8081, 35"
    })
    void aLivenessCheckOfThatPortFailsWhenItsTimeIsOver(
            int delay, int period, int failures, String startup, int limit) {
        Check check = new Check(new Method.Tcp(8081), delay, period, 1, 1, failures);
        String checks = "new|" + CheckText.check("10.0.0.7", Role.LIVENESS, check);
        if (!startup.isEmpty()) {
            checks += "|"
                    + CheckText.check(
                            "10.0.0.7",
                            Role.STARTUP,
                            new Check(new Method.Tcp(Integer.parseInt(startup)), 5, 10, 1, 1, 3));
        }
        Role expected = startup.isEmpty() ? Role.LIVENESS : Role.STARTUP;
        Instant over = NOW.plusSeconds(limit);
        refusals.note(running(Map.of(7L, checks), slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(), LATER);
        assertThat(roles(Map.of(), over.minusMillis(1))).containsExactly(Role.READINESS);
        assertThat(roles(Map.of(), over)).containsExactly(expected, Role.READINESS);
    }

    @Test
    void aLivenessCheckThatRunsSaysItItself() {
        String checks = "new|" + CheckText.check("10.0.0.7", Role.LIVENESS, Check.of(new Method.Tcp(8081)));
        refusals.note(running(Map.of(7L, checks), slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(), LATER);
        Result runs = new Result(Role.LIVENESS, Verdict.PASSING, 0, 1, false, 0, 1, NOW, "");
        assertThat(refusals.among(Map.of(7L, List.of(runs)), NOW.plusSeconds(400))
                        .get(7L))
                .hasSize(2)
                .contains(runs);
    }

    @Test
    void aCheckOfAnotherPortSaysNothingOfThisOne() {
        String checks = "new|" + CheckText.check("10.0.0.7", Role.LIVENESS, Check.of(new Method.Tcp(9)));
        refusals.note(running(Map.of(7L, checks), slot("a", 7, 8081, true)), NOW);
        refusals.answered(refusals.due(LATER).orElseThrow(), List.of(), LATER);
        assertThat(roles(Map.of(), NOW.plusSeconds(4000))).containsExactly(Role.READINESS);
    }

    private List<Role> roles(Map<Long, List<Result>> heard, Instant now) {
        return refusals.among(heard, now).get(7L).stream().map(Result::role).toList();
    }

    private static Slot slot(String pool, long pod, int port, boolean refused) {
        return new Slot(
                new SlotName(pool, 1),
                pod,
                "10.0.0." + pod,
                port,
                1,
                Admin.READY,
                !refused,
                true,
                refused,
                0,
                Responses.NONE,
                "");
    }

    private static Running running(Slot... slots) {
        return running(Map.of(), slots);
    }

    private static Running running(Map<Long, String> checks, Slot... slots) {
        return new Running(
                "",
                0,
                false,
                List.of(),
                Map.of(),
                Map.of(),
                Running.byPool(List.of(slots)),
                Set.of(),
                Map.of(),
                new RunningChecks(checks, Map.of()));
    }
}
