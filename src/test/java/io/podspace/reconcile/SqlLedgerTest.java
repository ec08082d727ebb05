package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Hook;
import io.podspace.deployment.HookState;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Strategy;
import io.podspace.placement.Request;
import io.podspace.placement.Usage;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Transactions;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.project.ProjectView;
import io.podspace.reconcile.DeploymentStatus.State;
import io.podspace.reconcile.Ledger.Pass;
import io.podspace.reconcile.Ledger.Recorded;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import io.podspace.service.Course;
import io.podspace.service.PortWords;
import io.podspace.service.Responses;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import io.podspace.service.Tally;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guards of the loop's rows on the real database: nothing of an old plan or an old holder ever gets in. */
@Tag("server")
@ArquillianTest
class SqlLedgerTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Inject
    SqlLedger ledger;

    @Inject
    io.podspace.deployment.Deployments deployments;

    @Inject
    Services services;

    @Inject
    Transactions transactions;

    @Inject
    Activities activities;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private DeploymentView web;
    private Wanted wanted;
    private long epoch;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(SqlLedgerTest.class);
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        ProjectView project = scene.project();
        web = scene.deployment(project.id(), "web");
        epoch = rows.number("SELECT epoch FROM lease WHERE name = ?", LeaseTable.NAME);
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
    }

    /** The uid of a new pod is only known when its row is written; what is quiet is not in its deployment's list. */
    @Test
    void aPodHasItsOwnActivitiesAndItsDeploymentTheLoudOnes() {
        PodRow pod = pod(0);
        List<Note> notes = List.of(
                Note.quiet(pod, Severity.NORMAL, "Scheduled", "It got its place."),
                Note.of(pod, Severity.ERROR, "ImagePull", "web-0: It has no image."));
        PodRow created = ((Recorded.Written) ledger.record(telling(List.of(pod), notes)))
                .created()
                .getFirst();
        ledger.record(
                telling(List.of(), List.of(Note.of(created, Severity.ERROR, "ImagePull", "web-0: It has no image."))));
        List<ActivityView> own = of(created.uid());
        assertThat(own).extracting(ActivityView::reason).containsExactly("ImagePull", "Scheduled");
        assertThat(own).extracting(ActivityView::times).containsExactly(2, 1);
        assertThat(own)
                .extracting(ActivityView::subject)
                .extracting(Subject::kind, Subject::name)
                .containsOnly(tuple(Topic.POD, "web-0"));
        assertThat(of(web.uid()))
                .extracting(ActivityView::reason)
                .contains("ImagePull")
                .doesNotContain("Scheduled");
        assertThat(scene.asSystem(() -> activities.ofPart(wanted.project(), web.uid(), created.uid(), "web-0")))
                .as("what its page shows")
                .extracting(ActivityView::reason)
                .containsOnlyOnce("ImagePull", "Scheduled");
        assertThat(scene.asSystem(() -> activities.recent(wanted.project(), 500, 0)))
                .extracting(ActivityView::reason)
                .contains("ImagePull")
                .doesNotContain("Scheduled");
    }

    @Test
    void whatAPassWritesIsWhatTheNextOneReads() {
        List<PodRow> created = ((Recorded.Written) ledger.record(pass(epoch, 3))).created();
        assertThat(created).extracting(PodRow::slot).containsExactly(0, 1, 2);
        assertThat(created).extracting(PodRow::attempt).containsOnly(1);
        Ledger.Desired read = ledger.load(web.id(), Set.of());
        assertThat(read.pods()).isEqualTo(created);
        assertThat(read.wanted().orElseThrow().status()).isEqualTo(new DeploymentStatus(State.PROGRESSING, "told"));
        assertThat(read.wanted().orElseThrow().observedGeneration()).isEqualTo(wanted.generation());
        assertThat(told()).isEqualTo(1);
        assertThat(ledger.load(web.id(), Set.of(created.getFirst().id()))).isEqualTo(read);
    }

    @Test
    void theFirstDigestOfARevisionStays() {
        String first = "sha256:" + "a".repeat(64);
        assertThat(ledger.pin(epoch, wanted.revision(), first)).isEqualTo(first);
        assertThat(ledger.pin(epoch, wanted.revision(), "sha256:" + "b".repeat(64)))
                .isEqualTo(first);
        Wanted read = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        assertThat(read.template().image()).isEqualTo("demo@" + first);
        assertThat(scene.asSystem(() -> deployments.revisions(web.id()))
                        .getFirst()
                        .imageDigest())
                .contains(first);
        assertThatThrownBy(() -> ledger.pin(epoch - 1, wanted.revision(), first))
                .hasMessageContaining("taken over");
    }

    @Test
    void aDeploymentKeepsWhatWasCountedOfItsNewestRollout() {
        long first = rollout();
        Tally tally = new Tally(
                Map.of(1, new Course(List.of(new Course.Piece(NOW, new Responses(7, 2))))),
                List.of(new Tally.Mark("router-1", "r1", 5, 1, new Responses(70, 20))));
        ledger.keep(epoch, web.id(), first, tally);
        assertThat(ledger.tally(first)).isEqualTo(tally);
        ledger.keep(epoch - 1, web.id(), first, Tally.NONE);
        assertThat(ledger.tally(first)).isEqualTo(tally);
        long second = rollout();
        ledger.keep(epoch, web.id(), second, tally);
        assertThat(ledger.tally(first)).isEqualTo(Tally.NONE);
        ledger.keep(epoch, web.id(), second, Tally.NONE);
        assertThat(ledger.tally(second)).isEqualTo(Tally.NONE);
    }

    private long rollout() {
        scene.asSystem(() -> deployments.restart(web.id()));
        return rows.number("SELECT MAX(id) FROM rollout WHERE deployment_id = ?", web.id());
    }

    @Test
    void nothingGetsInUnderAnotherEpochOrWhenTheLeaseHasRunOut() {
        outdated(pass(epoch - 1, 1));
        outdated(pass(epoch + 1, 1));
        rows.update("UPDATE lease SET expires_at = UTC_TIMESTAMP(6) WHERE name = ?", LeaseTable.NAME);
        outdated(pass(epoch, 1));
    }

    @Test
    void nothingGetsInThatWasPlannedForAnOlderWish() {
        scene.asSystem(() -> deployments.scale(web.id(), 5));
        outdated(pass(epoch, 1));
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        scene.asSystem(() -> {
            deployments.delete(web.id());
            return null;
        });
        outdated(pass(epoch, 1));
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothing() {
        assertThatThrownBy(() -> transactions.write(() -> {
                    assertThat(ledger.record(pass(epoch, 2))).isInstanceOf(Recorded.Written.class);
                    throw new IllegalStateException("crash");
                }))
                .hasMessageContaining("crash");
        nothingIsThere();
        assertThat(ledger.record(pass(epoch, 2))).isInstanceOf(Recorded.Written.class);
    }

    @Test
    void aTakeOverWaitsForThePassThatIsBeingWritten() throws Exception {
        CompletableFuture<Integer> takeOver = transactions.write(() -> {
            ledger.record(pass(epoch, 1));
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                    () -> rows.update("UPDATE lease SET epoch = epoch + 1 WHERE name = ?", LeaseTable.NAME));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            return other;
        });
        assertThat(takeOver.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(ledger.load(web.id(), Set.of()).pods()).hasSize(1);
        assertThat(ledger.record(pass(epoch, 1))).isEqualTo(new Recorded.Outdated());
    }

    @Test
    void theEndTakesAllRowsWithIt() {
        ledger.record(pass(epoch, 2));
        scene.asSystem(() -> {
            deployments.delete(web.id());
            return null;
        });
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        assertThat(ledger.record(new Pass(
                        epoch,
                        wanted,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        true)))
                .isInstanceOf(Recorded.Written.class);
        assertThat(ledger.load(web.id(), Set.of()).wanted()).isEmpty();
        assertThat(rows.number("SELECT COUNT(*) FROM revision WHERE deployment_id = ?", web.id()))
                .isZero();
    }

    @Test
    void aHookIsReadAsItWasWritten() {
        Hook migrate = new Hook(List.of("/bin/migrate"), 60, Hook.OnFailure.IGNORE);
        scene.asSystem(() -> {
            deployments.changeStrategy(
                    web.id(), Strategy.DEFAULT.with(new Hooks(Optional.of(migrate), Optional.empty())));
            return deployments.restart(web.id());
        });
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        assertThat(wanted.gated()).isTrue();
        assertThat(wanted.before()).as("to make old pods from").isPresent();
        long place = rows.number("SELECT COALESCE(MAX(id), 0) + 1000 FROM host");
        HookRow running = wanted.hooks().getFirst().begun(place, new Request(100, 64), NOW);
        ledger.record(hooks(running));
        assertThat(ledger.usage()).as("it takes room").containsEntry(place, new Usage(1, 100, 64));
        HookRow failed = running.seen("abc", Optional.of(NOW))
                .over(HookState.FAILED, new Ending(Optional.of(3), false, "no table", "was unlucky"), NOW);
        assertThat(ledger.record(hooks(failed))).isInstanceOf(Recorded.Written.class);
        assertThat(ledger.usage()).doesNotContainKey(place);
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        assertThat(wanted.hooks()).containsExactly(failed);
        assertThat(wanted.gated()).as("its failure is ignored").isFalse();
    }

    /** A service means a port of the pods by a word, which was another number before the rollout. */
    @Test
    void whatFollowsADeploymentGoesBackWithIt() {
        ServiceView service = scene.service(web.projectId(), "web");
        scene.asSystem(() -> {
            services.describe(service.id(), Map.of(), Map.of(PortWords.ANNOTATION, "80:8080:http"));
            return deployments.configure(web.id(), 1, listeningAt(9090), "");
        });
        assertThat(targetPort(service)).isEqualTo(9090);
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        RolloutRow back = wanted.rollout().orElseThrow().goingBack("No pod was ready.", NOW);
        assertThat(ledger.record(new Pass(
                        epoch,
                        wanted,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(back),
                        List.of(),
                        List.of(),
                        false)))
                .isInstanceOf(Recorded.Written.class);
        assertThat(ledger.load(web.id(), Set.of()).wanted().orElseThrow().revisionNumber())
                .isEqualTo(1);
        assertThat(targetPort(service)).isEqualTo(8080);
    }

    private int targetPort(ServiceView service) {
        return scene.asSystem(() -> services.view(service.id()))
                .ports()
                .getFirst()
                .targetPort();
    }

    private PodTemplate listeningAt(int port) {
        PodTemplate template = web.template();
        return new PodTemplate(
                template.image(),
                template.pull(),
                template.command(),
                template.arguments(),
                template.environment(),
                List.of(new PodTemplate.Port("http", port)),
                template.resources(),
                template.workingDirectory(),
                template.user(),
                template.stopGraceSeconds());
    }

    private Pass hooks(HookRow hook) {
        return new Pass(
                epoch,
                wanted,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(hook),
                List.of(),
                false);
    }

    private void outdated(Pass pass) {
        assertThat(ledger.record(pass)).isEqualTo(new Recorded.Outdated());
        nothingIsThere();
    }

    private void nothingIsThere() {
        assertThat(ledger.load(web.id(), Set.of()).pods()).isEmpty();
        assertThat(told()).isZero();
    }

    private long told() {
        return rows.number("SELECT COUNT(*) FROM activity WHERE object_uid = ? AND reason = 'Trial'", web.uid());
    }

    private List<ActivityView> of(String uid) {
        return scene.asSystem(() -> activities.of(wanted.project(), uid));
    }

    private Pass telling(List<PodRow> created, List<Note> notes) {
        return new Pass(epoch, wanted, created, List.of(), Optional.empty(), Optional.empty(), List.of(), notes, false);
    }

    private Pass pass(long under, int pods) {
        return new Pass(
                under,
                wanted,
                IntStream.range(0, pods).mapToObj(this::pod).toList(),
                List.of(),
                Optional.of(new DeploymentStatus(State.PROGRESSING, "told")),
                Optional.empty(),
                List.of(),
                List.of(new Note(Severity.NORMAL, "Trial", "A pass was written.")),
                false);
    }

    private PodRow pod(int slot) {
        return new PodRow(
                0,
                "",
                slot,
                0,
                wanted.revision(),
                wanted.request(wanted.revision()),
                Optional.empty(),
                PodPhase.PENDING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(NOW),
                Display.of(PodStatus.PENDING));
    }
}
