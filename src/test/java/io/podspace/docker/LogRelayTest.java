package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.podspace.host.HostRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LogRelayTest {
    private static final HostRef HOST = new HostRef(1, "host-1", URI.create("unix:///engine.sock"), "127.0.0.1");
    private static final Frame LATE = new Frame(StreamType.STDOUT, "late".getBytes(StandardCharsets.UTF_8));

    private final List<String> said = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private int asked;

    /** Whoever follows is asked every second, and hears what comes after that. */
    @Test
    void goesOnWhileNothingIsWritten() {
        LogRelay relay = new LogRelay(bytes -> said.add(new String(bytes, StandardCharsets.UTF_8)));
        relay.onStart(() -> closed.set(true));
        relay.run(HOST, () -> {
            if (++asked == 2) {
                assertThat(closed).isFalse();
                relay.onNext(LATE);
                relay.onComplete();
            }
            return true;
        });
        assertThat(said).containsExactly("late");
        assertThat(closed).isTrue();
    }

    @Test
    void endsWhenNobodyWantsItAnyMore() {
        LogRelay relay = new LogRelay(bytes -> {});
        relay.onStart(() -> closed.set(true));
        relay.run(HOST, () -> false);
        assertThat(closed).isTrue();
    }

    @Test
    void throwsWhatTheReceiverThrew() {
        LogRelay relay = new LogRelay(bytes -> {
            throw new IllegalStateException("enough");
        });
        relay.onStart(() -> closed.set(true));
        relay.onNext(LATE);
        assertThatThrownBy(() -> relay.run(HOST, () -> true)).hasMessage("enough");
        assertThat(closed).isTrue();
    }
}
