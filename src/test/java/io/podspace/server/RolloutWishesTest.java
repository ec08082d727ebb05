package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Decision;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.Hook;
import io.podspace.deployment.HookState;
import io.podspace.deployment.HookView;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.RevisionView;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Staging;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.TemplateDifference;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people may wish of rollouts and strategies, in the server, on a real database. */
@Tag("server")
@ArquillianTest
class RolloutWishesTest {
    @Inject
    Scene scene;

    @Inject
    Deployments deployments;

    @Inject
    Rollouts rollouts;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests();
    }

    @BeforeEach
    void quiet() {
        scene.quiet();
    }

    @Test
    void aRolloutIsPausedResumedAbortedAndTriedAgain() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        scene.asSystem(() -> deployments.configure(web.id(), 1, Scene.template(Map.of("A", "b")), "try"));
        assertThat(newest(web))
                .extracting(RolloutView::from, RolloutView::to, RolloutView::state, RolloutView::cause)
                .containsExactly(Optional.of(1), 2, RolloutState.RUNNING, "try");
        act(() -> rollouts.pause(web.id()));
        assertThat(newest(web).state()).isEqualTo(RolloutState.PAUSED);
        assertThatThrownBy(() -> scene.asSystem(() -> deployments.rollBack(web.id(), 1)))
                .hasMessageContaining("are paused");
        act(() -> rollouts.resume(web.id()));
        assertThat(newest(web).state()).isEqualTo(RolloutState.RUNNING);
        act(() -> rollouts.decide(web.id(), Decision.ABORT));
        assertThat(newest(web).state()).isEqualTo(RolloutState.ROLLING_BACK);
        assertThat(newest(web).reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("Aborted by "));
        assertThat(scene.asSystem(() -> deployments.view(web.id())).revision()).isEqualTo(1);
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.ABORT)))
                .hasMessageContaining("nothing to abort");
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.RETRY)))
                .hasMessageContaining("nothing to try again");
        scene.asSystem(() -> deployments.restart(web.id()));
        assertThat(scene.asSystem(() -> rollouts.list(web.id())))
                .extracting(RolloutView::to, RolloutView::from, RolloutView::state)
                .containsExactly(
                        tuple(3, Optional.of(1), RolloutState.RUNNING),
                        tuple(2, Optional.of(1), RolloutState.SUPERSEDED));
    }

    /** The tag may mean by now what people want to leave: a way back brings the image that ran, a restart the newest. */
    @Test
    void whoRollsBackGetsTheImageThatRanThen() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        rows.update("UPDATE revision SET image_digest = 'sha256:good' WHERE deployment_id = ?", web.id());
        scene.asSystem(() -> deployments.restart(web.id()));
        rows.update("UPDATE revision SET image_digest = 'sha256:bad' WHERE deployment_id = ? AND number = 2", web.id());
        assertThat(scene.asSystem(() -> deployments.differences(web.id(), 1, 2)))
                .containsExactly(new TemplateDifference("image digest", "sha256:good", "sha256:bad"));
        scene.asSystem(() -> deployments.rollBack(web.id(), 1));
        scene.asSystem(() -> deployments.restart(web.id()));
        assertThat(scene.asSystem(() -> deployments.revisions(web.id())))
                .extracting(RevisionView::number, RevisionView::imageDigest, RevisionView::cause)
                .containsExactly(
                        tuple(4, Optional.empty(), "restart"),
                        tuple(3, Optional.of("sha256:good"), "roll back to #1"),
                        tuple(2, Optional.of("sha256:bad"), "restart"),
                        tuple(1, Optional.of("sha256:good"), "created"));
    }

    /** A button that somebody pressed too late is refused; a manifest that wishes a pause is not. */
    @Test
    void whereNoRolloutGoesOnOnlyAManifestMayPause() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.PAUSE)))
                .hasMessageContaining("no rollout yet");
        act(() -> rollouts.pause(web.id()));
        scene.asSystem(() -> deployments.restart(web.id()));
        assertThat(newest(web).state()).isEqualTo(RolloutState.PAUSED);
        act(() -> rollouts.decide(web.id(), Decision.RESUME));
        assertThat(newest(web).state()).isEqualTo(RolloutState.RUNNING);
        rows.update("UPDATE rollout SET state = 'COMPLETE' WHERE deployment_id = ?", web.id());
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.PAUSE)))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("complete, so there is nothing to pause");
    }

    @Test
    void aCanaryIsPromotedWhenItsPodsHoldAndGoesBackAtOnce() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        act(() -> deployments.changeStrategy(web.id(), Strategy.DEFAULT.with(Strategy.Kind.CANARY)));
        scene.asSystem(() -> deployments.restart(web.id()));
        assertThat(newest(web).staging()).isEqualTo(Staging.BEGIN);
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.PROMOTE)))
                .hasMessageContaining("too early");
        rows.update("UPDATE rollout SET stage_since = UTC_TIMESTAMP(6), weight = 10 WHERE deployment_id = ?", web.id());
        act(() -> rollouts.decide(web.id(), Decision.PROMOTE));
        assertThat(newest(web).staging()).isEqualTo(new Staging(Optional.of(1), Optional.empty(), Optional.of(10)));
        act(() -> rollouts.decide(web.id(), Decision.ABORT));
        assertThat(newest(web).staging()).isEqualTo(new Staging(Optional.empty(), Optional.empty(), Optional.of(0)));
        assertThatThrownBy(() -> act(() -> rollouts.decide(web.id(), Decision.PROMOTE)))
                .hasMessageContaining("nothing to promote");
    }

    @Test
    void hooksAreWrittenWithTheirRolloutAsTheStrategyHasThem() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        Hook migrate = new Hook(List.of("/bin/migrate"), 60, Hook.OnFailure.ABORT);
        act(() -> deployments.changeStrategy(
                web.id(), Strategy.DEFAULT.with(new Hooks(Optional.of(migrate), Optional.of(migrate)))));
        scene.asSystem(() -> deployments.restart(web.id()));
        act(() -> deployments.changeStrategy(web.id(), Strategy.DEFAULT));
        assertThat(newest(web).hooks())
                .extracting(HookView::moment, HookView::hook, HookView::state)
                .containsExactly(
                        tuple(Hook.Moment.BEFORE, migrate, HookState.WAITING),
                        tuple(Hook.Moment.AFTER, migrate, HookState.WAITING));
        rows.update(
                "UPDATE rollout_hook SET state = 'FAILED', exit_code = 3, last_log = 'no table' WHERE deployment_id = ?"
                        + " AND moment = 'BEFORE'",
                web.id());
        assertThat(newest(web).hooks().getFirst())
                .extracting(HookView::state, HookView::exitCode, HookView::lastLog)
                .containsExactly(HookState.FAILED, Optional.of(3), Optional.of("no table"));
        rows.update(
                "UPDATE rollout SET state = 'FAILED', ended_at = UTC_TIMESTAMP(6) WHERE deployment_id = ?", web.id());
        act(() -> rollouts.decide(web.id(), Decision.RETRY));
        assertThat(newest(web))
                .extracting(RolloutView::to, RolloutView::from, RolloutView::state, RolloutView::hooks)
                .as("by the strategy of now, and never back to itself")
                .containsExactly(2, Optional.empty(), RolloutState.RUNNING, List.of());
    }

    @Test
    void aStrategyIsKeptAndABadOneRefused() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        assertThat(web.strategy()).isEqualTo(Strategy.DEFAULT);
        act(() -> deployments.changeStrategy(web.id(), Strategy.STOP_ONE_START_ONE));
        assertThat(scene.asSystem(() -> deployments.view(web.id())).strategy()).isEqualTo(Strategy.STOP_ONE_START_ONE);
        assertThatThrownBy(() -> act(
                        () -> deployments.changeStrategy(web.id(), Strategy.DEFAULT.with(Amount.of(0), Amount.of(0)))))
                .hasMessageContaining("no pod could ever be replaced");
        assertThat(scene.asSystem(() -> deployments.view(web.id())).strategy()).isEqualTo(Strategy.STOP_ONE_START_ONE);
    }

    private RolloutView newest(DeploymentView deployment) {
        return scene.asSystem(() -> rollouts.newest(deployment.id())).orElseThrow();
    }

    private void act(Runnable wish) {
        scene.asSystem(() -> {
            wish.run();
            return null;
        });
    }
}
