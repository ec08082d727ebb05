package io.podspace.simulation;

import io.podspace.host.ContainerProcess;
import io.podspace.host.ExecResult;
import io.podspace.host.ProcessWish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** {@code cat} says what it gets, {@code sleep} does nothing until it is closed; others answer by the image's script. */
final class SimulatedProcess implements ContainerProcess {
    private static final byte[] END = {};
    private static final byte[] CLOSED = {};

    private final ProcessWish wish;
    private final Function<List<String>, ExecResult> script;
    private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();

    SimulatedProcess(ProcessWish wish, Function<List<String>, ExecResult> script) {
        this.wish = wish;
        this.script = script;
    }

    @Override
    public OptionalInt copy(Receiver out) {
        if (wish.command().equals(List.of("cat")) && wish.input()) {
            return say(out, END);
        }
        if (wish.command().getFirst().equals("sleep")) {
            return say((error, piece) -> {}, CLOSED);
        }
        ExecResult result = script.apply(wish.command());
        out.accept(false, result.output().getBytes(StandardCharsets.UTF_8));
        return OptionalInt.of(result.exitCode());
    }

    private OptionalInt say(Receiver out, byte[] last) {
        try {
            for (byte[] piece = input.take(); piece != CLOSED; piece = input.take()) {
                if (piece == last) {
                    return OptionalInt.of(0);
                }
                out.accept(false, piece);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OptionalInt.empty();
    }

    @Override
    public void send(byte[] piece) {
        input.add(piece);
    }

    @Override
    public void endInput() {
        input.add(END);
    }

    @Override
    public void resize(int columns, int rows) {
        // nobody looks
    }

    @Override
    public void close() {
        input.add(CLOSED);
    }
}
