package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class NamespacesTest {
    /** Kubernetes shows no namespace that has gone as one that is in use. */
    @Test
    void whatHasGoneWasAboutToGo() {
        ObjectNode shop = Trees.object("v1", "Namespace");
        shop.putObject("metadata").put("name", "shop");
        shop.putObject("status").put("phase", "Active");
        assertThat(Namespaces.gone(shop).at("/status/phase").asText()).isEqualTo("Terminating");
        assertThat(shop.at("/status/phase").asText()).isEqualTo("Active");
    }
}
