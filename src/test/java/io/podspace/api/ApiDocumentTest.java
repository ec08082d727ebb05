package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The list of fields in docs/api.md is the table that the code uses. */
class ApiDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/api.md");
    private static final String HEAD = "## Every field\n";

    @Test
    void theDocumentListsEveryField() throws IOException {
        String text = Files.readString(DOCUMENT);
        String before = text.substring(0, text.indexOf(HEAD) + HEAD.length());
        Path wanted = Path.of("target/api.md");
        Files.writeString(wanted, before + fields());
        assertThat(text)
                .as("docs/api.md is not the table of fields.txt; %s is: copy it there", wanted)
                .isEqualTo(before + fields());
    }

    private static String fields() {
        StringBuilder text = new StringBuilder();
        for (Fields.Type type : Fields.table().types()) {
            text.append("\n### ")
                    .append(type.apiVersion().isEmpty() ? type.name() : type.kind())
                    .append(type.apiVersion().isEmpty() ? "" : " (" + type.apiVersion() + ")")
                    .append("\n\n| field | type | in PodSpace |\n| --- | --- | --- |\n");
            for (Fields.Field field : type.fields().values()) {
                text.append("| `%s` | %s | %s |\n"
                        .formatted(
                                field.name(),
                                field.list() ? "list of " + field.type() : field.type(),
                                OpenApi.description(field).strip()));
            }
        }
        return text.toString();
    }
}
