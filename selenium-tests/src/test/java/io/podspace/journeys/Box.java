package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the box is that the journeys go through: coordinates are configuration, so that they run against any box. */
final class Box {
    private Box() {}

    static String url() {
        return required("podspace.url").replaceAll("/+$", "");
    }

    static URI router() {
        return URI.create(required("podspace.router"));
    }

    static String administrator() {
        return required("podspace.admin.name");
    }

    static String administratorsPassword() {
        try {
            return Files.readString(Path.of(required("podspace.admin.password.file"))).strip();
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
