package io.podspace.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message of Protocol Buffers: as much of the format as {@link OpenApi} needs. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf flag(int field, boolean value) {
        varint((long) field << 3 | VARINT);
        varint(value ? 1 : 0);
        return this;
    }

    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.out.toByteArray());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private Protobuf bytes(int field, byte[] value) {
        varint((long) field << 3 | LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
