package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets: values that editors may read, in base64. */
@ApplicationScoped
class SecretStore extends ConfigurationStore {
    private static final Resource RESOURCE =
            new Resource("", "v1", "secrets", "Secret", true, List.of(), Resources.ALL_VERBS, List.of());

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public Permission toRead() {
        return Permission.EDIT;
    }

    @Override
    ConfigurationKind kind() {
        return ConfigurationKind.SECRET;
    }

    @Override
    Object object(ConfigurationView view, ObjectMeta meta, Map<String, String> values) {
        Map<String, String> data = new LinkedHashMap<>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder()
                .withMetadata(meta)
                .withType(view.type())
                .withData(data)
                .withImmutable(view.frozen() ? true : null)
                .build();
    }

    @Override
    Map<String, String> values(ObjectNode wish) {
        Map<String, String> values = new LinkedHashMap<>();
        Trees.texts(wish.path("data")).forEach((key, value) -> values.put(key, text(wish, key, value)));
        values.putAll(Trees.texts(wish.path("stringData")));
        return values;
    }

    private String text(ObjectNode wish, String key, String encoded) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(encoded);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw invalid(wish, "must be base64; write plain text in stringData", "data." + key);
        } catch (CharacterCodingException e) {
            throw invalid(wish, "must be text in UTF-8: values become variables of pods", "data." + key);
        }
    }
}
