package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import jakarta.enterprise.context.ApplicationScoped;
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
    Object object(ConfigurationView view, ObjectMeta meta, Map<String, String> values) {
        return new ConfigMapBuilder()
                .withMetadata(meta)
                .withData(values)
                .withImmutable(view.frozen() ? true : null)
                .build();
    }

    @Override
    Map<String, String> values(ObjectNode wish) {
        return Trees.texts(wish.path("data"));
    }
}
