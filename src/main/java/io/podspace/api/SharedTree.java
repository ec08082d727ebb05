package io.podspace.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;

/** A part that many objects have in common: put into text and hashed once. Nobody may change it; copies may be changed. */
final class SharedTree extends ObjectNode {
    private final transient SerializableString text;
    private final int hash;

    SharedTree(ObjectNode tree) {
        super(JsonNodeFactory.instance, new LinkedHashMap<>());
        setAll(tree);
        text = new SerializedString(tree.toString());
        hash = super.hashCode();
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeRawValue(text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }
}
