package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Values;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Config maps: values that every member may read. */
@ApplicationScoped
class ConfigMapStore extends ConfigurationStore {
    private static final Resource RESOURCE =
            new Resource("", "v1", "configmaps", "ConfigMap", true, List.of("cm"), Resources.ALL_VERBS, List.of());

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    ConfigurationKind kind() {
        return ConfigurationKind.CONFIG_MAP;
    }

    @Override
    Object object(ConfigurationView view, ObjectMeta meta, Values values) {
        return new ConfigMapBuilder()
                .withMetadata(meta)
                .withData(values.texts())
                .withBinaryData(values.binary())
                .withImmutable(view.frozen() ? true : null)
                .build();
    }

    @Override
    Values values(ObjectNode wish) {
        Map<String, String> binary = new LinkedHashMap<>();
        Trees.texts(wish.path("binaryData"))
                .forEach((key, value) ->
                        binary.put(key, Base64.getEncoder().encodeToString(decoded(wish, "binaryData", key, value))));
        return new Values(Trees.texts(wish.path("data")), binary);
    }

    @Override
    String plainText() {
        return "data";
    }
}
