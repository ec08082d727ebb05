package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpdyFramesTest {
    private final SpdyFrames client = new SpdyFrames();
    private final SpdyFrames server = new SpdyFrames();

    @Test
    void headersComeOver() {
        for (int stream = 1; stream < 7; stream += 2) {
            SpdySynStreamFrame begins = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
            begins.headers().set("streamtype", "data").set("requestid", Integer.toString(stream));
            List<SpdyFrame> read = server.read(client.write(begins)).orElseThrow();
            assertThat(read).singleElement().isInstanceOfSatisfying(SpdySynStreamFrame.class, frame -> {
                assertThat(frame.headers().getAsString("streamtype")).isEqualTo("data");
                assertThat(frame.headers().getAsString("requestid")).isEqualTo(Integer.toString(frame.streamId()));
            });
        }
    }

    /** Messages begin and end anywhere in a frame. */
    @Test
    void bytesComeOverHoweverTheyAreCut() {
        Random random = new Random(7);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            byte[] piece = new byte[random.nextInt(100_000)];
            random.nextBytes(piece);
            sent.writeBytes(piece);
            wire.writeBytes(client.write(new DefaultSpdyDataFrame(3, Unpooled.wrappedBuffer(piece))));
        }
        wire.writeBytes(client.write(new DefaultSpdyDataFrame(3).setLast(true)));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        List<Boolean> ends = new ArrayList<>();
        byte[] all = wire.toByteArray();
        for (int at = 0; at < all.length; ) {
            int end = Math.min(all.length, at + 1 + random.nextInt(70_000));
            for (SpdyFrame frame : server.read(Arrays.copyOfRange(all, at, end)).orElseThrow()) {
                SpdyDataFrame data = (SpdyDataFrame) frame;
                received.writeBytes(ByteBufUtil.getBytes(data.content()));
                ends.add(data.isLast());
            }
            at = end;
        }
        assertThat(received.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(ends).endsWith(true).containsOnlyOnce(true);
    }

    @Test
    void whatIsNoSpdyIsNotRead() {
        assertThat(server.read("GET / HTTP/1.1\r\nHost: x\r\n\r\n\377\377\377\377"
                                .getBytes(StandardCharsets.ISO_8859_1))
                        .filter(frames -> !frames.isEmpty()))
                .isEmpty();
    }
}
