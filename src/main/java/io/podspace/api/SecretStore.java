package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Values;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Object object(ConfigurationView view, ObjectMeta meta, Values values) {
        Map<String, String> data = new LinkedHashMap<>();
        values.texts().forEach((key, value) -> data.put(key, encoded(value.getBytes(StandardCharsets.UTF_8))));
        data.putAll(values.binary());
        return new SecretBuilder()
                .withMetadata(meta)
                .withType(view.type())
                .withData(data)
                .withImmutable(view.frozen() ? true : null)
                .build();
    }

    @Override
    Values values(ObjectNode wish) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> binary = new LinkedHashMap<>();
        Trees.texts(wish.path("data")).forEach((key, value) -> {
            byte[] bytes = decoded(wish, "data", key, value);
            text(bytes).ifPresentOrElse(text -> texts.put(key, text), () -> binary.put(key, encoded(bytes)));
        });
        Trees.texts(wish.path("stringData")).forEach((key, value) -> {
            texts.put(key, value);
            binary.remove(key);
        });
        return new Values(texts, binary);
    }

    @Override
    String plainText() {
        return "stringData";
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @return empty when it is none that a variable could take */
    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
