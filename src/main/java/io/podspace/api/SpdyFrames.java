package io.podspace.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SPDY 3.1 as it lies in a stream of bytes, both ways, without any rules of its own about streams or windows: kubectl has
 * none of the latter either. One thread reads; who writes keeps the order in which it is sent.
 */
final class SpdyFrames {
    private static final int LARGEST_PIECE = 64 << 10;
    private static final int LARGEST_HEADERS = 16 << 10;

    private final EmbeddedChannel in = channel();
    private final EmbeddedChannel out = channel();

    private static EmbeddedChannel channel() {
        EmbeddedChannel channel =
                new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1, LARGEST_PIECE, LARGEST_HEADERS, 6, 15, 8));
        channel.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
        return channel;
    }

    /** @return empty when it is no SPDY */
    Optional<List<SpdyFrame>> read(byte[] bytes) {
        try {
            in.writeInbound(Unpooled.wrappedBuffer(bytes));
            List<SpdyFrame> frames = new ArrayList<>();
            for (SpdyFrame frame = in.readInbound(); frame != null; frame = in.readInbound()) {
                frames.add(frame);
            }
            return Optional.of(frames);
        } catch (Exception e) { // a channel passes on what its handlers threw, checked or not, without declaring it
            return Optional.empty();
        }
    }

    byte[] write(SpdyFrame frame) {
        out.writeOutbound(frame);
        ByteBuf whole = Unpooled.buffer();
        for (ByteBuf piece = out.readOutbound(); piece != null; piece = out.readOutbound()) {
            whole.writeBytes(piece);
            piece.release();
        }
        byte[] bytes = new byte[whole.readableBytes()];
        whole.readBytes(bytes);
        return bytes;
    }
}
