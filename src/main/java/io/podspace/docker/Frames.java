package io.podspace.docker;

import io.podspace.host.ContainerProcess;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Output as engines send it. Of a terminal it comes as it is; else in frames: the number of the stream, three zeros, the
 * length in four bytes, the piece. A long frame is handed on in several pieces.
 */
final class Frames {
    private static final int HEADER = 8;
    private static final int LONGEST_PIECE = 32 << 10;
    private static final int ERRORS = 2;

    private Frames() {}

    /** Blocks until the end. @throws IOException also when it ends inside a frame, or is none */
    static void copy(InputStream from, boolean tty, ContainerProcess.Receiver out) throws IOException {
        if (tty) {
            piece(from, false, Long.MAX_VALUE, out);
        } else {
            framed(from, out);
        }
    }

    private static void framed(InputStream from, ContainerProcess.Receiver out) throws IOException {
        for (byte[] header = from.readNBytes(HEADER); header.length > 0; header = from.readNBytes(HEADER)) {
            if (header.length < HEADER) {
                throw new EOFException("A frame of output has no whole header.");
            }
            int stream = header[0];
            if (stream < 0 || stream > ERRORS || header[1] != 0 || header[2] != 0 || header[3] != 0) {
                throw new IOException("The engine sent something that is no frame of output.");
            }
            long length = ByteBuffer.wrap(header).getInt(4) & 0xffffffffL;
            if (piece(from, stream == ERRORS, length, out) > 0) {
                throw new EOFException("A frame of output is cut off.");
            }
        }
    }

    /** @return how much was missing */
    private static long piece(InputStream from, boolean error, long length, ContainerProcess.Receiver out)
            throws IOException {
        byte[] buffer = new byte[(int) Math.min(length, LONGEST_PIECE)];
        long missing = length;
        while (missing > 0) {
            int count = from.read(buffer, 0, (int) Math.min(missing, buffer.length));
            if (count < 0) {
                break;
            }
            byte[] piece = new byte[count];
            System.arraycopy(buffer, 0, piece, 0, count);
            out.accept(error, piece);
            missing -= count;
        }
        return missing;
    }
}
