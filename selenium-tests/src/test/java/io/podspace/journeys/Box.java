package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the box is that the journeys go through: coordinates are configuration, so that they run against any box. */
final class Box {
    private Box() {}

    static String url() {
        return required("podspace.url").replaceAll("/+$", "");
    }

    static URI router() {
        return URI.create(required("podspace.router"));
    }

    static URI routerHttps() {
        return URI.create(required("podspace.router.https"));
    }

    static String administrator() {
        return required("podspace.admin.name");
    }

    static String administratorsPassword() {
        return read(Path.of(required("podspace.admin.password.file")));
    }

    /** The box's own registry, host and port. */
    static String registry() {
        return required("podspace.catalog.registry").replaceAll("/.*", "");
    }

    /** The folder of the box. */
    static String home() {
        return required("podspace.home");
    }

    /** The command that started the box. */
    static String launcher() {
        return required("podspace.launcher");
    }

    /** Process id of a part of the box, such as its database. */
    static String processId(String part) {
        return read(Path.of(home(), "run", part + ".pid")).split(" ")[0];
    }

    /** Process id of the relay through which the box reaches its engine. */
    static String engineRelay() {
        return read(Path.of(required("podspace.engine.relay"))).split(" ")[0];
    }

    /** The socket of the box's engine, or of the relay before it. */
    static Path engineSocket() {
        return Path.of(read(Path.of(home(), "box.conf")).replaceAll("(?s).*\nengine=unix://([^\n]*)\n.*", "$1"));
    }

    /** The folder of the second engine: its address, socket, process id and certificates. */
    static Path secondEngine() {
        return Path.of(required("podspace.engine.second"));
    }

    /** What marks this box's containers on the engine. */
    static String cluster() {
        return read(Path.of(home(), "box.conf")).replaceAll("(?s).*\ncluster=([a-z0-9]+)\n.*", "$1");
    }

    /** Every port on which the box listens on its host. */
    static List<String> ports() {
        return read(Path.of(home(), "box.conf"))
                .lines()
                .filter(line -> line.contains("-port="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String required(String key) {
        String value = System.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalStateException("Say where the box is: -D" + key + "=...");
        }
        return value;
    }
}
