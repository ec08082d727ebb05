package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.platform.Settings;
import io.podspace.security.Identity;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
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
        rows.update("UPDATE host SET silent_since = NULL, message = NULL, state = 'READY' WHERE id = ?", host);
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
        hostRows.silent(host, SINCE, "x".repeat(2_000));
        hostRows.silent(host, SINCE.plusSeconds(60), "later");
        HostView view = live.list().getFirst();
        assertThat(view.silentSince()).contains(SINCE);
        assertThat(view.message().orElseThrow()).hasSize(500);
        Optional<Identity> somebody = Optional.of(scene.account());
        assertThat(scene.as(somebody, () -> hosts.silent())).containsExactly(new Silence(view.name(), SINCE));
        hostRows.answered(host, facts());
        assertThat(scene.as(somebody, () -> hosts.silent())).isEmpty();
        assertThat(live.list().getFirst().message()).isEmpty();
        assertThat(live.list().getFirst().lastSeenAt()).isPresent();
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

    private static EngineFacts facts() {
        return new EngineFacts("20.10", "1.41", 2, 4L << 30);
    }
}
