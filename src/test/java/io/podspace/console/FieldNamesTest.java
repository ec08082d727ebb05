package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldNamesTest {
    @Test
    void theMostExactInputComesFirst() {
        assertThat(FieldNames.ids("certificate.chain")).containsExactly("certificateChain", "certificate");
        assertThat(FieldNames.ids("ports[1].number")).containsExactly("portsNumber", "ports");
    }

    @Test
    void besideItsInputAFieldIsNotNamedAgain() {
        assertThat(FieldNames.beside("name", "name: 'A' is no DNS label")).isEqualTo("'A' is no DNS label");
        assertThat(FieldNames.beside("cause", "cause: at most 200 characters")).isEqualTo("At most 200 characters");
        assertThat(FieldNames.beside("ports[1].number", "ports: 80 is there twice"))
                .isEqualTo("80 is there twice");
        assertThat(FieldNames.beside("ports[1].number", "ports[1].number: 0 is no port"))
                .isEqualTo("0 is no port");
    }

    @Test
    void otherWordsStayAsTheyAre() {
        assertThat(FieldNames.beside("name", "That name is already taken.")).isEqualTo("That name is already taken.");
        assertThat(FieldNames.beside("image", "Image a:1 could not be pulled: manifest unknown"))
                .isEqualTo("Image a:1 could not be pulled: manifest unknown");
        assertThat(FieldNames.beside("name", "namespace: is another word")).isEqualTo("namespace: is another word");
    }
}
