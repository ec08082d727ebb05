package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.platform.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link ContainerDriver} does, commands with streams included. */
public abstract class ContainerProcessContract extends ContainerDriverContract {
    private static final ProcessWish CAT = new ProcessWish(List.of("cat"), true, false);

    @Test
    void whatIsSentComesBackUntilTheInputEnds() throws Exception {
        try (ContainerProcess process = driver().run(host(), started(), CAT)) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            CompletableFuture<OptionalInt> end = copying(process, output);
            process.send("one\n".getBytes(StandardCharsets.UTF_8));
            process.send("two\n".getBytes(StandardCharsets.UTF_8));
            process.endInput();
            assertThat(end.get(20, TimeUnit.SECONDS)).hasValue(0);
            assertThat(output).hasToString("one\ntwo\n");
        }
    }

    @Test
    void theExitCodeIsTold() {
        try (ContainerProcess process =
                driver().run(host(), started(), new ProcessWish(List.of("false"), false, false))) {
            assertThat(process.copy((error, piece) -> {})).hasValue(1);
        }
    }

    @Test
    void whoClosesEndsIt() throws Exception {
        ContainerProcess process =
                driver().run(host(), started(), new ProcessWish(List.of("sleep", "1000"), true, false));
        CompletableFuture<OptionalInt> end = copying(process, new ByteArrayOutputStream());
        process.close();
        process.close();
        assertThat(end.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whatIsOnlyAttachedToGoesOn() throws Exception {
        String id = started();
        ContainerProcess attached = driver().attach(host(), id);
        CompletableFuture<OptionalInt> end = copying(attached, new ByteArrayOutputStream());
        attached.close();
        assertThat(end.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(driver().inspect(host(), id).orElseThrow().state()).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void onlyInARunningContainerOfOursIsAnythingRun() {
        String id = driver().create(host(), spec("pod"));
        refused(ErrorCode.CONFLICT, () -> driver().run(host(), id, CAT));
        refused(ErrorCode.NOT_FOUND, () -> driver().run(host(), name("none"), CAT));
        refused(ErrorCode.NOT_FOUND, () -> driver().attach(host(), name("none")));
        intrude(name("intruder"));
        refused(ErrorCode.NOT_FOUND, () -> driver().run(host(), name("intruder"), CAT));
    }

    private String started() {
        String id = driver().create(host(), spec("pod"));
        driver().start(host(), id);
        return id;
    }

    protected static CompletableFuture<OptionalInt> copying(ContainerProcess process, ByteArrayOutputStream output) {
        return CompletableFuture.supplyAsync(
                () -> process.copy((error, piece) -> output.writeBytes(piece)), Thread::startVirtualThread);
    }
}
