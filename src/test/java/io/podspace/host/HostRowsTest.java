package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.DeploymentView;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.security.Identity;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hosts' rows and who learns what of them. The server's own engine does not answer. */
@Tag("server")
@ArquillianTest
class HostRowsTest {
    private static final Instant SINCE = Instant.parse("2030-01-01T00:00:00Z");

    @Inject
    Hosts hosts;

    @Inject
    HostRows hostRows;

    @Inject
    StoredKeys keys;

    @Inject
    HostKeeper keeper;

    @Inject
    LiveHosts live;

    @Inject
    Settings settings;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private long host;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(HostRowsTest.class);
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        host = live.list().getFirst().id();
        rows.update(
                "UPDATE host SET silent_since = NULL, message = NULL, engine_id = NULL, other_engine_id = NULL,"
                        + " state = 'READY' WHERE id = ?",
                host);
    }

    @AfterEach
    void ready() {
        rows.update("UPDATE host SET state = 'READY' WHERE id = ?", host);
    }

    @Test
    void theFirstHostIsRegisteredOnceAndCorrected() {
        rows.update("UPDATE host SET endpoint = 'unix:///elsewhere' WHERE id = ?", host);
        hostRows.registerFirst(settings);
        hostRows.registerFirst(settings);
        assertThat(live.list()).hasSize(1);
        assertThat(live.list().getFirst().ref().endpoint()).isEqualTo(settings.engine());
    }

    @Test
    void aSilentHostIsToldOnceWithoutItsAddressToEverybodySignedIn() {
        hostRows.silent(host, SINCE, "x".repeat(2_000), Optional.empty());
        hostRows.silent(host, SINCE.plusSeconds(60), "later", Optional.empty());
        HostView view = live.list().getFirst();
        assertThat(view.silentSince()).contains(SINCE);
        assertThat(view.message().orElseThrow()).hasSize(500);
        Optional<Identity> somebody = Optional.of(scene.account());
        assertThat(scene.as(somebody, () -> hosts.silent())).containsExactly(new Silence(view.name(), SINCE, false));
        hostRows.answered(host, facts());
        assertThat(scene.as(somebody, () -> hosts.silent())).isEmpty();
        assertThat(live.list().getFirst().message()).isEmpty();
        assertThat(live.list().getFirst().lastSeenAt()).isPresent();
    }

    @Test
    void anotherEngineIsTheKnownOneOnlyOnceItIsAccepted() {
        hostRows.answered(host, facts());
        hostRows.silent(host, SINCE, "It does not answer.", Optional.empty());
        hostRows.silent(host, SINCE.plusSeconds(9), "Another engine answers.", Optional.of("engine-9"));
        HostView view = live.list().getFirst();
        assertThat(view.message()).contains("Another engine answers.");
        assertThat(view.otherEngine()).contains("engine-9");
        assertThat(view.ref().engine()).isEqualTo("engine-1");
        assertThat(scene.as(Optional.of(scene.account()), () -> hosts.silent())).allMatch(Silence::replaced);
        hostRows.answered(host, new EngineFacts("engine-9", "20.10", "1.41", 2, 4L << 30));
        assertThat(live.list().getFirst().engineId()).contains("engine-1");
        refused(ErrorCode.CONFLICT, "does not answer", () -> hostRows.accept(host, "engine-8"));
        hostRows.accept(host, "engine-9");
        assertThat(live.list().getFirst().ref().engine()).isEqualTo("engine-9");
        assertThat(live.list().getFirst().otherEngine()).isEmpty();
        hostRows.answered(host, new EngineFacts("engine-9", "20.10", "1.41", 2, 4L << 30));
        assertThat(live.list().getFirst().silentSince()).isEmpty();
    }

    @Test
    void theKeeperWritesDownThatTheEngineDoesNotAnswer() {
        for (int i = 0; i < 200 && live.list().getFirst().silentSince().isEmpty(); i++) {
            keeper.keep();
        }
        assertThat(live.list().getFirst().silentSince()).isPresent();
        assertThat(live.list().getFirst().message()).isPresent();
        assertThat(keeper.seen("pod").values())
                .allSatisfy(seen -> assertThat(seen).isEmpty());
    }

    @Test
    void sinceWhenADiskIsFullIsWrittenDownAndForgotten() {
        hostRows.full(host, Optional.of(SINCE));
        assertThat(live.list().getFirst().fullSince()).contains(SINCE);
        hostRows.full(host, Optional.empty());
        assertThat(live.list().getFirst().fullSince()).isEmpty();
    }

    @Test
    void aCordonedHostIsStillReachedAndALostOneIsNot() {
        scene.asSystem(() -> {
            hosts.cordon(host, true);
            return null;
        });
        assertThat(live.list().getFirst().state()).isEqualTo(HostState.CORDONED);
        assertThat(live.refs()).hasSize(1);
        rows.update("UPDATE host SET state = 'LOST' WHERE id = ?", host);
        assertThat(live.refs()).isEmpty();
        scene.asSystem(() -> {
            hosts.cordon(host, false);
            return null;
        });
        assertThat(live.list().getFirst().state()).isEqualTo(HostState.READY);
    }

    @Test
    void anAddedHostKeepsItsCertificatesSealedAndIsOneEngineOnly() {
        EngineTls tls = new EngineTls("-----BEGIN a", "-----BEGIN b", "-----BEGIN c");
        HostView added = add("sealed", "engine-2", Optional.of(tls));
        try {
            assertThat(keys.of(added.ref())).contains(tls);
            assertThat(keys.of(live.list().getFirst().ref())).isEmpty();
            byte[] bytes = hostRows.sealed(added.id()).orElseThrow().bytes();
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("BEGIN");
            assertThat(added.capacity().cpuMillis()).isPositive();
            refused(
                    ErrorCode.ALREADY_EXISTS,
                    "already host 'sealed'",
                    () -> add("other", "engine-2", Optional.empty()));
            refused(ErrorCode.ALREADY_EXISTS, "'sealed' already", () -> add("sealed", "engine-3", Optional.empty()));
        } finally {
            rows.update("DELETE FROM host WHERE id = ?", added.id());
        }
    }

    @Test
    void aHostGoesOnlyWhenNothingIsThere() {
        HostView added = add("leaving", "engine-4", Optional.empty());
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        String pod = scene.pod(web, 1, 0, "READY", "READY", "");
        rows.update("UPDATE pod SET host_id = ? WHERE uid = ?", added.id(), pod);
        try {
            refused(ErrorCode.CONFLICT, "Cordon it first", () -> hostRows.giveUp(added.id()));
            hostRows.is(added.id(), HostState.CORDONED);
            refused(ErrorCode.CONFLICT, "/web-0", () -> hostRows.giveUp(added.id()));
            assertThat(hostRows.view(added.id()).state()).isEqualTo(HostState.CORDONED);
            rows.update("UPDATE pod SET phase = 'ENDED' WHERE uid = ?", pod);
            hostRows.giveUp(added.id());
            assertThat(live.refs()).extracting(HostRef::name).doesNotContain("leaving");
            hostRows.remove(added.id());
            assertThat(live.list()).extracting(HostView::name).doesNotContain("leaving");
        } finally {
            rows.update("UPDATE pod SET host_id = NULL WHERE uid = ?", pod);
            rows.update("DELETE FROM host WHERE id = ?", added.id());
        }
        refused(ErrorCode.CONFLICT, "settings", () -> hostRows.giveUp(host));
    }

    @Test
    void aDrainedHostIsCordonedWhenItsLastPodHasGone() {
        HostView added = add("drained", "engine-5", Optional.empty());
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        String pod = scene.pod(web, 1, 0, "READY", "READY", "");
        rows.update("UPDATE pod SET host_id = ? WHERE uid = ?", added.id(), pod);
        try {
            scene.asSystem(() -> {
                hosts.drain(added.id());
                assertThat(hosts.podCounts()).containsEntry(added.id(), 1);
                assertThat(hosts.pods(added.id())).extracting(HostPod::name).allMatch(name -> name.endsWith("/web-0"));
                return null;
            });
            hostRows.finishDrains();
            assertThat(hostRows.view(added.id()).state()).isEqualTo(HostState.DRAINING);
            rows.update("UPDATE pod SET phase = 'ENDED' WHERE uid = ?", pod);
            hostRows.finishDrains();
            assertThat(hostRows.view(added.id()).state()).isEqualTo(HostState.CORDONED);
            hostRows.giveUp(added.id());
            refused(ErrorCode.CONFLICT, "given up", () -> hostRows.drain(added.id()));
        } finally {
            rows.update("UPDATE pod SET host_id = NULL WHERE uid = ?", pod);
            rows.update("DELETE FROM host WHERE id = ?", added.id());
        }
    }

    private HostView add(String name, String engine, Optional<EngineTls> tls) {
        return hostRows.add(
                name,
                new HostAccess("tcp://10.9.9.9:2376", "10.9.9.9", tls),
                new EngineFacts(engine, "20.10", "1.41", 2, 4L << 30),
                uid -> tls.map(plain -> keys.seal(uid, plain)));
    }

    private static void refused(ErrorCode code, String why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private static EngineFacts facts() {
        return new EngineFacts("engine-1", "20.10", "1.41", 2, 4L << 30);
    }
}
