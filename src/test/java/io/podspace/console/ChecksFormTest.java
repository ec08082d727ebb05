package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.host.HealthCommand;
import io.podspace.platform.PodSpaceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksFormTest {

    @Test
    void onePathFillsReadinessAndLivenessAndIsShownAgain() {
        ChecksForm form = new ChecksForm();
        form.setSimplePath(" /health ");
        Checks checks = form.checks(List.of(8080, 9090));
        assertThat(checks).isEqualTo(Checks.simple(8080, "/health"));
        ChecksForm again = new ChecksForm();
        again.show(checks, List.of(8080, 9090));
        assertThat(again.getSimplePath()).isEqualTo("/health");
        assertThat(again.isDetailed()).isFalse();
        assertThat(again.checks(List.of(8080))).isEqualTo(checks);
    }

    @Test
    void everyCheckComesBackAsItWasShown() {
        Checks checks = new Checks(
                Optional.of(new Check(new Method.Command(List.of("/bin/sh", "-c", "a b")), 1, 2, 3, 1, 5)),
                Optional.of(Check.of(new Method.Tcp(5432))),
                Optional.of(new Check(
                        new Method.Http(8443, "/x?y", true, List.of(new Method.Header("X-A", "b: c")), 200, 399),
                        5,
                        10,
                        2,
                        2,
                        4)));
        ChecksForm form = new ChecksForm();
        form.show(checks, List.of(8080));
        assertThat(form.isDetailed()).isTrue();
        assertThat(form.checks(List.of(8080))).isEqualTo(checks);
    }

    @Test
    void theImagesOwnCheckIsNoneUntilItIsTaken() {
        ChecksForm form = new ChecksForm();
        form.offer(Optional.of(new HealthCommand(
                List.of("/bin/sh", "-c", "ask me"), Duration.ofHours(2), Duration.ofMillis(500), Duration.ZERO, 5)));
        assertThat(form.getOwn().getCommand()).isEqualTo("/bin/sh -c 'ask me'");
        assertThat(form.checks(List.of(8080))).isEqualTo(Checks.NONE);
        form.takeOwn();
        assertThat(form.isDetailed()).isTrue();
        assertThat(form.checks(List.of(8080)).readiness())
                .contains(new Check(new Method.Command(List.of("/bin/sh", "-c", "ask me")), 0, 3600, 1, 1, 5));
        form.offer(Optional.empty());
        assertThat(form.getOwn()).isNull();
    }

    @Test
    void withoutAPortThereIsNothingToAsk() {
        ChecksForm form = new ChecksForm();
        assertThat(form.checks(List.of())).isEqualTo(Checks.NONE);
        form.setSimplePath("/health");
        assertThatThrownBy(() -> form.checks(List.of()))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("checks.simplePath"));
    }

    @Test
    void whatCannotBeReadIsRefusedAtItsField() {
        ChecksForm form = new ChecksForm();
        form.getReadiness().setKind("http");
        form.getReadiness().setStatus("2xx");
        refused(form, "checks.readiness.least");
        form.getReadiness().setStatus("200 - 299");
        form.getReadiness().setHeaders("no header");
        refused(form, "checks.readiness.headers");
        form.getReadiness().setHeaders("");
        form.getReadiness().setPeriod("0");
        refused(form, "checks.readiness.periodSeconds");
        form.getReadiness().setPeriod("1");
        assertThat(form.checks(List.of(8080)).readiness().orElseThrow().method())
                .isEqualTo(new Method.Http(8080, "/health", false, List.of(), 200, 299));
    }

    private static void refused(ChecksForm form, String field) {
        assertThatThrownBy(() -> form.checks(List.of(8080)))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains(field));
    }
}
