package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The streams of one session as messages of a WebSocket ({@code v4.channel.k8s.io}, {@code v5.channel.k8s.io}): the first
 * byte of a message is the number of its channel, the rest what was written. The fifth version can also end the input.
 * Pure.
 */
final class Channels {
    static final int INPUT = 0;
    static final int OUTPUT = 1;
    static final int ERRORS = 2;
    /** Gets one message at the end: a Status that says how it ended. */
    static final int STATUS = 3;

    static final int SIZE = 4;
    static final int CLOSE = 255;

    /** With the end of input. */
    static final String FIFTH = "v5.channel.k8s.io";

    static final String FOURTH = "v4.channel.k8s.io";

    /** In the order in which they are preferred. */
    static final List<String> PROTOCOLS = List.of(FIFTH, FOURTH);

    private static final int LARGEST_SIDE = 10_000;
    private static final int LARGEST_SIZE_TEXT = 200;

    private Channels() {}

    /** What a client sent. */
    sealed interface Message {
        /** For the process. */
        record Input(byte[] piece) implements Message {}

        /** No more input comes. */
        record EndOfInput() implements Message {}

        /** The terminal has this size now. */
        record Size(int columns, int rows) implements Message {}

        /** Nothing to be done. */
        record Nothing() implements Message {}
    }

    /** @param ends whether the version can end channels */
    static Message read(byte[] message, boolean ends) {
        if (message.length == 0) {
            return new Message.Nothing();
        }
        return switch (message[0] & 0xff) {
            case INPUT ->
                message.length == 1
                        ? new Message.Nothing()
                        : new Message.Input(Arrays.copyOfRange(message, 1, message.length));
            case SIZE -> size(message);
            case CLOSE ->
                ends && message.length == 2 && message[1] == INPUT ? new Message.EndOfInput() : new Message.Nothing();
            default -> new Message.Nothing();
        };
    }

    private static Message size(byte[] message) {
        if (message.length > LARGEST_SIZE_TEXT) {
            return new Message.Nothing();
        }
        try {
            JsonNode size = Trees.read(Arrays.copyOfRange(message, 1, message.length));
            int columns = size.path("Width").asInt();
            int rows = size.path("Height").asInt();
            return columns > 0 && rows > 0 && columns <= LARGEST_SIDE && rows <= LARGEST_SIDE
                    ? new Message.Size(columns, rows)
                    : new Message.Nothing();
        } catch (ApiFault e) {
            return new Message.Nothing(); // a size that cannot be read changes nothing
        }
    }

    /** @param exitCode empty: it ended well, with no code known */
    static ObjectNode ended(OptionalInt exitCode) {
        ObjectNode status = Trees.empty();
        status.putObject("metadata");
        if (exitCode.orElse(0) == 0) {
            return status.put("status", "Success");
        }
        String code = Integer.toString(exitCode.getAsInt());
        status.put("status", "Failure")
                .put("message", "command terminated with non-zero exit code: exit status " + code)
                .put("reason", "NonZeroExitCode");
        status.putObject("details")
                .putArray("causes")
                .addObject()
                .put("reason", "ExitCode")
                .put("message", code);
        return status;
    }
}
