package io.podspace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogRulesTest {
    private static final String DATABASE = """
            {"name": "database", "title": "Database", "image": "database:1", "ports": [3306],
             "environment": {"MODE": "server"},
             "parameters": [
               {"name": "PASSWORD", "title": "Password", "required": true, "secret": true, "generate": true},
               {"name": "NAME", "value": "main"}],
             "sizes": [{"name": "small", "title": "Small", "cpuMillis": 200, "memoryMiB": 64}]}""";

    @TempDir
    Path folder;

    @Test
    void readsEntriesAndLeavesMalformedOnesOut() throws IOException {
        Files.writeString(folder.resolve("database.json"), DATABASE);
        Files.writeString(folder.resolve("broken.json"), "{");
        Files.writeString(folder.resolve("other.json"), DATABASE);
        Files.writeString(folder.resolve("README"), "");
        assertThat(CatalogFiles.read(folder)).extracting(CatalogEntry::name).containsExactly("database");
        assertThat(CatalogFiles.read(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void aFilledEntryBecomesADeployment() throws IOException {
        NewDeployment wish = CatalogRules.deployment(
                entry(), "registry/database:1", new Filled(7, "database", "db", 1, "", Map.of("PASSWORD", "x")));
        assertThat(wish.projectId()).isEqualTo(7);
        assertThat(wish.name()).isEqualTo("db");
        assertThat(wish.template().image()).isEqualTo("registry/database:1");
        assertThat(wish.template().environment()).isEqualTo(Map.of("MODE", "server", "PASSWORD", "x", "NAME", "main"));
        assertThat(wish.template().ports()).isEqualTo(List.of(new Port("port-3306", 3306)));
        assertThat(wish.template().resources()).isEqualTo(new Resources(200, 0, 64 << 20, 64 << 20, 512));
    }

    @Test
    void asksForWhatIsMissingAndRefusesWhatIsUnknown() throws IOException {
        CatalogEntry entry = entry();
        assertThatThrownBy(() -> CatalogRules.deployment(entry, "i", filled("", Map.of())))
                .hasMessage("Password is missing; it may not be left empty");
        assertThatThrownBy(() -> CatalogRules.deployment(entry, "i", filled("", Map.of("PASSWORD", "x", "A", "b"))))
                .hasMessage("Database has no parameter 'A'");
        assertThatThrownBy(() -> CatalogRules.deployment(entry, "i", filled("huge", Map.of("PASSWORD", "x"))))
                .hasMessage("size: there is none called 'huge'");
    }

    @Test
    void proposesRandomValues() throws IOException {
        Random random = new Random(4);
        CatalogEntry proposed = entry().withGenerated(() -> RandomText.of(random));
        assertThat(proposed.parameters().get(0).value()).matches("[a-zA-Z2-9]{24}");
        assertThat(proposed.parameters().get(1).value()).isEqualTo("main");
    }

    private CatalogEntry entry() throws IOException {
        Files.writeString(folder.resolve("database.json"), DATABASE);
        return CatalogFiles.read(folder).getFirst();
    }

    private static Filled filled(String size, Map<String, String> values) {
        return new Filled(7, "database", "db", 1, size, values);
    }
}
