package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Names;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Objects in the Protocol Buffers of Kubernetes as trees of JSON: newer kubectl sends what its {@code create} commands make
 * in no other way. A field that is not in {@link ProtobufMessages} is refused, so that nothing is dropped in silence. Pure.
 */
final class ProtobufReader {
    static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int DEEPEST = 30;

    private ProtobufReader() {}

    /** @throws ApiFault 400 when the body is malformed; 415 when it holds what is not read in this form */
    static ObjectNode read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw malformed();
        }
        try {
            return envelope(ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** runtime.Unknown: what it is, and the object itself. */
    private static ObjectNode envelope(ByteBuffer in) {
        ByteBuffer type = ByteBuffer.allocate(0);
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> type = slice(in);
                case 2 -> raw = slice(in);
                default -> skip(in, (int) tag & 7);
            }
        }
        String version = "";
        String kind = "";
        while (type.hasRemaining()) {
            long tag = varint(type);
            switch ((int) (tag >>> 3)) {
                case 1 -> version = text(slice(type));
                case 2 -> kind = text(slice(type));
                default -> skip(type, (int) tag & 7);
            }
        }
        ObjectNode tree = Trees.object(version, kind);
        message(Fields.table().name(version, kind), raw, tree, 0);
        return tree;
    }

    private static void message(String name, ByteBuffer in, ObjectNode tree, int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        Map<Integer, ProtobufMessages.Field> fields =
                ProtobufMessages.message(name).orElseThrow(() -> unsupported("A '%s'".formatted(Names.shown(name))));
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            int wire = (int) tag & 7;
            ProtobufMessages.Field field = fields.get(number);
            if (field == null) {
                nothing(in, wire, "Field %d of %s".formatted(number, name));
            } else if (field.type().equals("skip")) {
                skip(in, wire);
            } else {
                value(field, wire, in, tree, depth);
            }
        }
    }

    /** Fields that were not set are sent too; what says nothing may be of any number. */
    private static void nothing(ByteBuffer in, int wire, String what) {
        boolean empty =
                switch (wire) {
                    case VARINT -> varint(in) == 0;
                    case LENGTH -> !slice(in).hasRemaining();
                    default -> false;
                };
        if (!empty) {
            throw unsupported(what);
        }
    }

    private static void value(ProtobufMessages.Field field, int wire, ByteBuffer in, ObjectNode tree, int depth) {
        boolean number = field.type().equals("int") || field.type().equals("bool");
        if (wire != (number ? VARINT : LENGTH)) {
            throw malformed();
        }
        switch (field.type()) {
            case "int" -> {
                long value = varint(in);
                if (value != 0 || field.zero()) {
                    tree.put(field.name(), value);
                }
            }
            case "bool" -> {
                boolean value = varint(in) != 0;
                if (value || field.zero()) {
                    tree.put(field.name(), value);
                }
            }
            case "string" -> {
                String value = text(slice(in));
                if (field.list()) {
                    tree.withArray(field.name()).add(value);
                } else if (!value.isEmpty()) {
                    tree.put(field.name(), value);
                }
            }
            case "map", "bytes" -> entry(slice(in), tree.withObjectProperty(field.name()), field.type());
            case "port" -> port(slice(in), field.name(), tree);
            default -> nested(field, slice(in), tree, depth);
        }
    }

    private static void nested(ProtobufMessages.Field field, ByteBuffer in, ObjectNode tree, int depth) {
        if (field.name().equals(".")) {
            message(field.type(), in, tree, depth + 1);
            return;
        }
        ObjectNode inner = Trees.empty();
        message(field.type(), in, inner, depth + 1);
        if (field.list()) {
            tree.withArray(field.name()).add(inner);
        } else if (!inner.isEmpty()) {
            tree.set(field.name(), inner);
        }
    }

    private static void entry(ByteBuffer in, ObjectNode map, String type) {
        String key = "";
        ByteBuffer value = ByteBuffer.allocate(0);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> key = text(slice(in));
                case 2 -> value = slice(in);
                default -> skip(in, (int) tag & 7);
            }
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        map.put(
                key,
                type.equals("bytes")
                        ? Base64.getEncoder().encodeToString(bytes)
                        : new String(bytes, StandardCharsets.UTF_8));
    }

    /** IntOrString; zero, which is how an unset one looks, says nothing. */
    private static void port(ByteBuffer in, String name, ObjectNode tree) {
        long kind = 0;
        long number = 0;
        String text = "";
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> kind = varint(in);
                case 2 -> number = varint(in);
                case 3 -> text = text(slice(in));
                default -> skip(in, (int) tag & 7);
            }
        }
        if (kind == 1) {
            tree.put(name, text);
        } else if (number != 0) {
            tree.put(name, (int) number);
        }
    }

    private static ByteBuffer slice(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    private static String text(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(in).toString();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private static void skip(ByteBuffer in, int wire) {
        switch (wire) {
            case VARINT -> varint(in);
            case FIXED64 -> in.getLong();
            case LENGTH -> slice(in);
            case FIXED32 -> in.getInt();
            default -> throw malformed();
        }
    }

    private static ApiFault malformed() {
        return ApiFault.badRequest("The body is no object in the Protocol Buffers of Kubernetes.");
    }

    private static ApiFault unsupported(String what) {
        return new ApiFault(
                415,
                "UnsupportedMediaType",
                what + " is not read in Protocol Buffers. Send JSON: kubectl create -f or apply does.");
    }
}
