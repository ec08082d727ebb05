package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
    @ParameterizedTest
    @CsvSource({
        "'', false, ''",
        "01000000 00000002 6869, false, 'out hi;'",
        "00000000 00000002 6869, false, 'out hi;'",
        "02000000 00000002 6869, false, 'err hi;'",
        "02000000 00000000, false, ''",
        "01000000 00000001 61 02000000 00000001 62, false, 'out a;err b;'",
        "6869, true, 'out hi;'",
        "01000000, true, 'out \u0001\u0000\u0000\u0000;'",
    })
    void outputIsHandedOnByItsStream(String hex, boolean tty, String expected) throws IOException {
        StringBuilder said = new StringBuilder();
        Frames.copy(new ByteArrayInputStream(bytes(hex)), tty, (error, piece) -> said.append(error ? "err " : "out ")
                .append(new String(piece, StandardCharsets.US_ASCII))
                .append(';'));
        assertThat(said).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "010000, no whole header",
        "01000000 00000003 6869, cut off",
        "01000000 ffffffff 6869, cut off",
        "03000000 00000000, no frame",
        "ff000000 00000000, no frame",
        "01000100 00000000, no frame",
        "48545450 2f312e31, no frame",
    })
    void whatIsNoFrameIsRefused(String hex, String why) {
        assertThatThrownBy(() -> Frames.copy(new ByteArrayInputStream(bytes(hex)), false, (error, piece) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    /** However the engine frames output and the network cuts the frames, the same bytes arrive on the same streams. */
    @Test
    void bothStreamsArriveWholeHoweverTheyAreCut() throws IOException {
        Random random = new Random(221);
        for (int round = 0; round < 100; round++) {
            ByteArrayOutputStream[] sent = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            for (int frame = random.nextInt(20); frame > 0; frame--) {
                byte[] piece = new byte[random.nextInt(random.nextBoolean() ? 100 : 80_000)];
                random.nextBytes(piece);
                int stream = random.nextInt(2);
                sent[stream].writeBytes(piece);
                wire.writeBytes(ByteBuffer.allocate(8)
                        .put((byte) (stream + 1))
                        .putInt(4, piece.length)
                        .array());
                wire.writeBytes(piece);
            }
            ByteArrayOutputStream[] got = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
            Frames.copy(
                    new Cut(wire.toByteArray(), random), false, (error, piece) -> got[error ? 1 : 0].writeBytes(piece));
            assertThat(got[0].toByteArray()).isEqualTo(sent[0].toByteArray());
            assertThat(got[1].toByteArray()).isEqualTo(sent[1].toByteArray());
        }
    }

    /** Gives as little as it likes at a time. */
    private static final class Cut extends InputStream {
        private final InputStream whole;
        private final Random random;

        Cut(byte[] bytes, Random random) {
            this.whole = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return whole.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return whole.read(into, offset, Math.min(length, 1 + random.nextInt(5000)));
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
