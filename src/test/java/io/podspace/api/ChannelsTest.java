package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.api.Channels.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelsTest {
    private static final Message NOTHING = new Message.Nothing();

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadByItsChannel(byte[] message, boolean ends, Message expected) {
        assertThat(Channels.read(message, ends)).isEqualTo(expected);
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(new byte[0], true, NOTHING),
                Arguments.of(new byte[] {0}, true, NOTHING),
                Arguments.of(text(4, "{\"Width\":80,\"Height\":24}"), false, new Message.Size(80, 24)),
                Arguments.of(text(4, "{\"Width\":0,\"Height\":24}"), false, NOTHING),
                Arguments.of(text(4, "{\"Width\":80}"), false, NOTHING),
                Arguments.of(text(4, "{\"Width\":10001,\"Height\":24}"), false, NOTHING),
                Arguments.of(text(4, "{"), false, NOTHING),
                Arguments.of(text(4, "{\"Width\":80,\"Height\":24}" + " ".repeat(200)), false, NOTHING),
                Arguments.of(new byte[] {(byte) 255, 0}, true, new Message.EndOfInput()),
                Arguments.of(new byte[] {(byte) 255, 0}, false, NOTHING),
                Arguments.of(new byte[] {(byte) 255, 1}, true, NOTHING),
                Arguments.of(new byte[] {(byte) 255}, true, NOTHING),
                Arguments.of(text(1, "output is ours"), true, NOTHING),
                Arguments.of(text(77, "nobody's"), true, NOTHING));
    }

    /** However a client cuts its input, the same bytes arrive in the same order. */
    @Test
    void inputArrivesWholeHoweverItIsCut() {
        Random random = new Random(220);
        for (int round = 0; round < 200; round++) {
            byte[] input = new byte[random.nextInt(5000)];
            random.nextBytes(input);
            ByteArrayOutputStream arrived = new ByteArrayOutputStream();
            for (int at = 0; at < input.length; ) {
                int length = Math.min(input.length - at, 1 + random.nextInt(700));
                byte[] message = new byte[length + 1];
                System.arraycopy(input, at, message, 1, length);
                if (Channels.read(message, true) instanceof Message.Input piece) {
                    arrived.writeBytes(piece.piece());
                }
                at += length;
            }
            assertThat(arrived.toByteArray()).isEqualTo(input);
        }
    }

    @Test
    void anEndIsToldAsKubernetesDoes() {
        String success = "{\"metadata\":{},\"status\":\"Success\"}";
        assertThat(Channels.ended(OptionalInt.of(0))).hasToString(success);
        assertThat(Channels.ended(OptionalInt.empty())).hasToString(success);
        assertThat(Channels.ended(OptionalInt.of(3)))
                .hasToString("{\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"command terminated with non-zero exit code: exit status 3\","
                        + "\"reason\":\"NonZeroExitCode\","
                        + "\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"3\"}]}}");
    }

    private static byte[] text(int channel, String text) {
        byte[] bytes = (" " + text).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) channel;
        return bytes;
    }
}
