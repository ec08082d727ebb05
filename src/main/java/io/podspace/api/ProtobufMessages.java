package io.podspace.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of messages in {@code protobuf.txt}. Immutable. */
final class ProtobufMessages {
    private static final String FILE = "protobuf.txt";
    private static final Map<String, Map<Integer, Field>> MESSAGES = read();

    private ProtobufMessages() {}

    /**
     * A field of a message.
     *
     * @param name in JSON; a point: its fields belong to the message around it
     * @param list whether it is repeated
     * @param zero whether zero and false say something
     */
    record Field(String name, String type, boolean list, boolean zero) {}

    /** By number; empty when clients do not send it. */
    static Optional<Map<Integer, Field>> message(String name) {
        return Optional.ofNullable(MESSAGES.get(name));
    }

    private static Map<String, Map<Integer, Field>> read() {
        Map<String, Map<Integer, Field>> messages = new HashMap<>();
        try (InputStream in = ProtobufMessages.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<Integer, Field> current = Map.of();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("message")) {
                    current = new HashMap<>();
                    messages.put(words[1], current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.put(Integer.parseInt(words[0]), field(words[1], words[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    private static Field field(String name, String type) {
        boolean list = type.startsWith("[");
        boolean zero = type.startsWith("*");
        String bare = list ? type.substring(1, type.length() - 1) : zero ? type.substring(1) : type;
        return new Field(name, bare, list, zero);
    }
}
