package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.service.PortWords;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceNotesTest {
    private static final ServicePort WEB = new ServicePort("http", 80, 8080, Protocol.HTTP);
    private static final ServicePort ADMIN = new ServicePort("admin", 81, 8081, Protocol.HTTP);

    /** Until somebody changes the number, or the manifest says one. */
    @Test
    void aPortComesBackByTheWordByWhichItWasMeant() {
        Map<String, String> noted = ServiceNotes.of(
                spec("[{\"port\":80,\"targetPort\":\"http\"},{\"port\":81,\"targetPort\":8081}]"),
                List.of(WEB, ADMIN),
                Map.of("a", "b"));
        assertThat(PortWords.of(WEB, noted)).contains("http");
        assertThat(PortWords.of(ADMIN, noted)).isEmpty();
        assertThat(PortWords.of(new ServicePort("http", 80, 9090, Protocol.HTTP), noted))
                .isEmpty();
        assertThat(ServiceNotes.visible(noted)).isEqualTo(Map.of("a", "b"));
        assertThat(ServiceNotes.of(spec("[{\"port\":80,\"targetPort\":8080}]"), List.of(WEB), noted))
                .isEqualTo(Map.of("a", "b"));
    }

    @Test
    void aWordGoesAlongWithItsPort() {
        Map<String, String> noted = ServiceNotes.of(
                spec("[{\"port\":80,\"targetPort\":\"http\"},{\"port\":81,\"targetPort\":8081}]"),
                List.of(WEB, ADMIN),
                Map.of("a", "b"));
        ServicePort moved = new ServicePort("http", 80, 9090, Protocol.HTTP);
        Map<String, String> after = ServiceNotes.moved(List.of(WEB, ADMIN), List.of(moved, ADMIN), noted);
        assertThat(PortWords.of(moved, after)).contains("http");
        assertThat(PortWords.of(WEB, after)).isEmpty();
        assertThat(PortWords.of(ADMIN, after)).isEmpty();
        assertThat(ServiceNotes.visible(after)).isEqualTo(Map.of("a", "b"));
    }

    private static JsonNode spec(String ports) {
        return Trees.read(("{\"ports\":" + ports + "}").getBytes(StandardCharsets.UTF_8));
    }
}
