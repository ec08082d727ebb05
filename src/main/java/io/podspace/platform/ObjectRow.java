package io.podspace.platform;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What every object has that the public API will show: identity, labels, a generation that grows with each change of the
 * wish, a resource version that grows with each change at all, and the mark of being removed.
 */
@MappedSuperclass
public abstract class ObjectRow implements Versioned {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(columnDefinition = "char(36)", updatable = false)
    private String uid;

    @Column(updatable = false)
    private String name;

    @Column(columnDefinition = "text")
    @Convert(converter = TextMap.class)
    private Map<String, String> labels = Map.of();

    @Column(columnDefinition = "mediumtext")
    @Convert(converter = TextMap.class)
    private Map<String, String> annotations = Map.of();

    private boolean deleting;

    @Column(name = "deleting_at")
    private Instant deletingAt;

    private long generation = 1;

    @Column(name = "resource_version", updatable = false)
    private long resourceVersion;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    protected ObjectRow() {}

    protected ObjectRow(String name, Map<String, String> labels, Instant now) {
        uid = UUID.randomUUID().toString();
        this.name = name;
        this.labels = new LinkedHashMap<>(labels);
        createdAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether it has a row id yet. */
    public final boolean isStored() {
        return id != null;
    }

    public final long id() {
        return id;
    }

    public final String uid() {
        return uid;
    }

    public final String name() {
        return name;
    }

    public final Map<String, String> labels() {
        return labels;
    }

    public final Map<String, String> annotations() {
        return annotations;
    }

    protected final void relabel(Map<String, String> labels) {
        if (!this.labels.equals(labels)) {
            this.labels = new LinkedHashMap<>(labels);
            wishChanged();
        }
    }

    /** Sets what the public API shows beside the wish itself. */
    public final void describe(Map<String, String> labels, Map<String, String> annotations) {
        if (!this.labels.equals(labels)) {
            this.labels = new LinkedHashMap<>(labels);
        }
        if (!this.annotations.equals(annotations)) {
            this.annotations = new LinkedHashMap<>(annotations);
        }
    }

    public final boolean deleting() {
        return deleting;
    }

    public final long generation() {
        return generation;
    }

    public final Instant createdAt() {
        return createdAt;
    }

    /** The wish changed: whoever acts on it has to look again. */
    protected final void wishChanged() {
        generation++;
    }

    /** @return whether that is news: the first time counts */
    public final boolean startDeleting(Instant now) {
        if (deleting) {
            return false;
        }
        deleting = true;
        deletingAt = now.truncatedTo(ChronoUnit.MICROS);
        wishChanged();
        return true;
    }

    /** @throws PodSpaceException CONFLICT while it is being removed */
    public final void mustBeAlive(String kind) {
        if (deleting) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The %s '%s' is being deleted and takes no changes any more.".formatted(kind, name));
        }
    }

    @Override
    public final void resourceVersion(long version) {
        resourceVersion = version;
    }

    /** Names to values as JSON in a column. */
    public static final class TextMap implements AttributeConverter<Map<String, String>, String> {
        @Override
        public String convertToDatabaseColumn(Map<String, String> map) {
            return Json.write(map == null ? Map.of() : map);
        }

        @Override
        public Map<String, String> convertToEntityAttribute(String text) {
            return text == null ? Map.of() : Json.readMap(text);
        }
    }
}
