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
import io.podspace.project.ProjectView;
import io.podspace.reconcile.DeploymentStatus.State;
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
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loop's rows on the real database: what a pass writes is what the next one reads. */
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
        return Deployments.withTests(SqlLedgerTest.class, Passes.class);
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
        PodRow pod = passes().pod(0);
        List<Note> notes = List.of(
                Note.quiet(pod, Severity.NORMAL, "Scheduled", "It got its place."),
                Note.of(pod, Severity.ERROR, "ImagePull", "web-0: It has no image."));
        PodRow created = ((Recorded.Written) ledger.record(passes().telling(List.of(pod), notes)))
                .created()
                .getFirst();
        ledger.record(passes().telling(
                        List.of(), List.of(Note.of(created, Severity.ERROR, "ImagePull", "web-0: It has no image."))));
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
        List<PodRow> created = ((Recorded.Written) ledger.record(passes().under(epoch, 3))).created();
        assertThat(created).extracting(PodRow::slot).containsExactly(0, 1, 2);
        assertThat(created).extracting(PodRow::attempt).containsOnly(1);
        Ledger.Desired read = ledger.load(web.id(), Set.of());
        assertThat(read.pods()).isEqualTo(created);
        assertThat(read.wanted().orElseThrow().status()).isEqualTo(new DeploymentStatus(State.PROGRESSING, "told"));
        assertThat(read.wanted().orElseThrow().observedGeneration()).isEqualTo(wanted.generation());
        assertThat(Passes.told(rows, web)).isEqualTo(1);
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
    void theEndTakesAllRowsWithIt() {
        ledger.record(passes().under(epoch, 2));
        scene.asSystem(() -> {
            deployments.delete(web.id());
            return null;
        });
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        assertThat(ledger.record(passes().last())).isInstanceOf(Recorded.Written.class);
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
        ledger.record(passes().of(running));
        assertThat(ledger.usage()).as("it takes room").containsEntry(place, new Usage(1, 100, 64));
        HookRow failed = running.seen("abc", Optional.of(NOW))
                .over(HookState.FAILED, new Ending(Optional.of(3), false, "no table", "was unlucky"), NOW);
        assertThat(ledger.record(passes().of(failed))).isInstanceOf(Recorded.Written.class);
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
        assertThat(ledger.record(passes().turning(back))).isInstanceOf(Recorded.Written.class);
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

    private List<ActivityView> of(String uid) {
        return scene.asSystem(() -> activities.of(wanted.project(), uid));
    }

    private Passes passes() {
        return new Passes(epoch, wanted);
    }
}
