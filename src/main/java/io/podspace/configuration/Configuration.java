package io.podspace.configuration;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.ObjectRow;
import io.podspace.platform.PodSpaceException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The row of a config map or secret, its values sealed by {@link ConfigurationRows}. */
@Entity
@Table(name = "configuration")
class Configuration extends ObjectRow {
    @Column(name = "project_id", updatable = false)
    private long projectId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)", updatable = false)
    private ConfigurationKind kind;

    @Column(updatable = false)
    private String type;

    private boolean frozen;

    @Column(name = "sealed_data", columnDefinition = "mediumblob")
    private byte[] sealedData;

    @Column(name = "sealed_binary", columnDefinition = "mediumblob")
    private byte[] sealedBinary;

    protected Configuration() {}

    Configuration(NewConfiguration wish, Instant now) {
        super(wish.name(), Map.of(), now);
        projectId = wish.projectId();
        kind = wish.kind();
        type = wish.type();
        frozen = wish.frozen();
    }

    long projectId() {
        return projectId;
    }

    ConfigurationKind kind() {
        return kind;
    }

    String type() {
        return type;
    }

    boolean frozen() {
        return frozen;
    }

    byte[] sealedData() {
        return sealedData.clone();
    }

    Optional<byte[]> sealedBinary() {
        return Optional.ofNullable(sealedBinary).map(byte[]::clone);
    }

    /** @param binary empty: there is none */
    void seal(byte[] sealed, Optional<byte[]> binary) {
        sealedData = sealed.clone();
        sealedBinary = binary.map(byte[]::clone).orElse(null);
    }

    /** Its values are others now. */
    void changed() {
        wishChanged();
    }

    /** From now on its values never change. */
    void freeze() {
        frozen = true;
        wishChanged();
    }

    /** @throws PodSpaceException INVALID when its values never change */
    void mustNotBeFrozen() {
        if (frozen) {
            throw PodSpaceException.at(
                    "values",
                    ErrorCode.INVALID,
                    "'%s' is immutable: delete it and make it anew, or make another one".formatted(name()));
        }
    }
}
