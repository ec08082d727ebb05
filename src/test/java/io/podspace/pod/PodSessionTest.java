package io.podspace.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.TestClock;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PodSessionTest {
    private static final HostRef HOST = new HostRef(1, "one", URI.create("unix:///one"), "127.0.0.1");

    @Test
    void theActivityNamesAProgramOnOneLine() {
        assertThat(PodSession.program("/bin/sh")).isEqualTo("/bin/sh");
        assertThat(PodSession.program("a\nb\u001b[31m\u202e")).isEqualTo("a\\u000ab\\u001b[31m\\u202e");
        assertThat(PodSession.program("x".repeat(500))).hasSize(100);
    }

    @Test
    void anAccountHasOnlySoManyAndGetsThemBack() {
        OpenSessions open = new OpenSessions(2, 9);
        PodSession first = open.add(7, session());
        open.add(7, session());
        open.add(8, session());
        assertThatThrownBy(() -> open.add(7, session()))
                .isInstanceOfSatisfying(PodSpaceException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
        first.close();
        first.close();
        open.add(7, session());
        open.closeAll();
        open.add(7, session());
        open.add(7, session());
    }

    @Test
    void aProjectHasOnlySoManyOfAllAccounts() {
        OpenSessions open = new OpenSessions(2, 3);
        open.add(7, session(1));
        open.add(7, session(1));
        open.add(8, session(1));
        assertThatThrownBy(() -> open.add(8, session(1))).hasMessageContaining("The project has 3 sessions");
        open.add(8, session(2));
    }

    private static PodSession session() {
        return session(1);
    }

    private static PodSession session(long project) {
        return new PodSession(
                new SimulatedContainerDriver(TestClock.start(), "test"), HOST, "pod", project, what -> {});
    }
}
