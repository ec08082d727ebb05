package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects in Protocol Buffers are read as if they were JSON; what is not known is refused, not dropped. */
class ProtobufReaderTest {
    @Test
    void anObjectIsRead() {
        Protobuf meta = new Protobuf()
                .text(1, "web")
                .text(2, "")
                .message(11, new Protobuf().text(1, "app").text(2, "web"));
        Protobuf port = new Protobuf()
                .text(1, "http")
                .message(4, new Protobuf().flag(1, true).text(3, "http"));
        Protobuf spec = new Protobuf()
                .message(1, port)
                .message(2, new Protobuf().text(1, "app").text(2, "web"));
        assertThat(read(
                        "v1",
                        "Service",
                        new Protobuf().message(1, meta).message(2, spec).message(3, new Protobuf())))
                .isEqualTo(json("""
                        {"kind":"Service","apiVersion":"v1","metadata":{"name":"web","labels":{"app":"web"}},
                        "spec":{"ports":[{"name":"http","targetPort":"http"}],"selector":{"app":"web"}}}"""));
    }

    @Test
    void bytesAreBase64AndZeroIsTold() {
        Protobuf secret = new Protobuf()
                .message(2, new Protobuf().text(1, "password").text(2, "s3cret"))
                .flag(5, false);
        assertThat(read("v1", "Secret", secret)).isEqualTo(json("""
                {"kind":"Secret","apiVersion":"v1","data":{"password":"czNjcmV0"},"immutable":false}"""));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> read("v1", "Namespace", new Protobuf().text(9, "x")))
                .hasMessageContaining("Field 9 of Namespace");
        assertThat(read("v1", "Namespace", new Protobuf().text(9, "").flag(8, false)))
                .isEqualTo(json("{\"kind\":\"Namespace\",\"apiVersion\":\"v1\"}"));
        assertThatThrownBy(() -> read("v1", "Pod", new Protobuf())).hasMessageContaining("'Pod'");
    }

    /** Whatever comes, the answer is a refusal. */
    @Test
    void rubbishIsRefused() {
        byte[] good = bytes("v1", "Namespace", new Protobuf().message(1, new Protobuf().text(1, "web")));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 4));
            for (int j = random.nextInt(4); j >= 0 && bad.length > 4; j--) {
                bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
            }
            try {
                ProtobufReader.read(bad);
            } catch (ApiFault fault) {
                assertThat(fault.status().code()).isIn(400, 415);
            }
        }
    }

    private static JsonNode read(String version, String kind, Protobuf object) {
        return ProtobufReader.read(bytes(version, kind, object));
    }

    private static byte[] bytes(String version, String kind, Protobuf object) {
        byte[] unknown = new Protobuf()
                .message(1, new Protobuf().text(1, version).text(2, kind))
                .message(2, object)
                .text(3, "")
                .bytes();
        byte[] body = Arrays.copyOf("k8s\0".getBytes(StandardCharsets.UTF_8), 4 + unknown.length);
        System.arraycopy(unknown, 0, body, 4, unknown.length);
        return body;
    }

    private static JsonNode json(String text) {
        return Trees.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
