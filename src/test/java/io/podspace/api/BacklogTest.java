package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(10);

    @Test
    void whatIsHeldComesOutAlsoAfterTheEnd() throws Exception {
        backlog.put(new byte[] {1});
        backlog.put(new byte[] {2});
        backlog.end();
        backlog.put(new byte[] {3});
        assertThat(backlog.take()).hasValueSatisfying(piece -> assertThat(piece).containsExactly(1));
        assertThat(backlog.take()).hasValueSatisfying(piece -> assertThat(piece).containsExactly(2));
        assertThat(backlog.take()).isEmpty();
    }

    @Test
    void whoPutsTooMuchWaitsUntilSomeIsTaken() throws Exception {
        backlog.put(new byte[8]);
        CompletableFuture<Void> put = putting(8);
        assertThat(put.isDone()).isFalse();
        backlog.take();
        put.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPieceLongerThanTheBoundPassesAlone() throws Exception {
        backlog.put(new byte[100]);
        assertThat(backlog.take()).hasValueSatisfying(piece -> assertThat(piece).hasSize(100));
    }

    @Test
    void whoWaitsIsSetFreeWhenNobodyTakesAnyMore() throws Exception {
        backlog.put(new byte[8]);
        CompletableFuture<Void> put = putting(8);
        backlog.drop();
        put.get(10, TimeUnit.SECONDS);
        assertThat(backlog.take()).isEmpty();
    }

    private CompletableFuture<Void> putting(int bytes) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        backlog.put(new byte[bytes]);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }
}
