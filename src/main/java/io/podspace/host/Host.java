package io.podspace.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A Docker engine that PodSpace drives. Registered once; its facts are read from the engine whenever it answers after a
 * silence. Capacity is what placement may give away, not what the machine has.
 */
@Entity
@Table(name = "host")
class Host {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(columnDefinition = "char(36)", updatable = false)
    private String uid;

    private String name;
    private String endpoint;
    private String address;

    @Column(columnDefinition = "char(64)")
    private String tls = "";

    @Column(name = "sealed_tls", columnDefinition = "mediumblob")
    private byte[] sealedTls;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private HostState state;

    private boolean edge;

    @Column(name = "cpu_millis")
    private int cpuMillis;

    @Column(name = "memory_bytes")
    private long memoryBytes;

    @Column(name = "pod_limit")
    private int podLimit;

    private String engine;

    @Column(name = "engine_id")
    private String engineId;

    @Column(name = "other_engine_id")
    private String otherEngineId;

    private String message;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "silent_since")
    private Instant silentSince;

    @Column(name = "full_since")
    private Instant fullSince;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    protected Host() {}

    Host(String name, URI endpoint, String address, Instant now) {
        this.uid = UUID.randomUUID().toString();
        this.name = name;
        this.endpoint = endpoint.toString();
        this.address = address;
        this.state = HostState.READY;
        this.edge = true;
        this.podLimit = Capacity.POD_LIMIT;
        this.createdAt = now;
    }

    String uid() {
        return uid;
    }

    /** Of a row that has its id. */
    HostView view() {
        return new HostView(
                id,
                uid,
                name,
                endpoint,
                address,
                tls,
                state,
                edge,
                new Capacity(cpuMillis, memoryBytes, podLimit),
                Optional.ofNullable(engine),
                Optional.ofNullable(engineId),
                Optional.ofNullable(otherEngineId),
                Optional.ofNullable(message),
                Optional.ofNullable(lastSeenAt),
                Optional.ofNullable(silentSince),
                Optional.ofNullable(fullSince));
    }

    void reachableAt(URI endpoint, String address) {
        this.endpoint = endpoint.toString();
        this.address = address;
    }

    Optional<HostRows.Sealed> sealed() {
        return Optional.ofNullable(sealedTls).map(bytes -> new HostRows.Sealed(uid, tls, bytes));
    }

    /** @param keys empty: it is reached without any */
    void securedBy(Optional<HostRows.Sealed> keys) {
        this.tls = keys.map(HostRows.Sealed::fingerprint).orElse("");
        this.sealedTls = keys.map(HostRows.Sealed::bytes).orElse(null);
    }

    void is(HostState wanted) {
        this.state = wanted;
    }

    void answered(EngineFacts facts, Instant now) {
        Capacity capacity = Capacity.of(facts, podLimit);
        this.cpuMillis = capacity.cpuMillis();
        this.memoryBytes = capacity.memoryBytes();
        this.engineId = facts.id();
        this.otherEngineId = null;
        this.engine = "Docker %s, API %s".formatted(facts.version(), facts.apiVersion());
        this.message = null;
        this.lastSeenAt = now;
        this.silentSince = null;
    }

    /** @param other id of another engine that answers */
    void silent(Instant since, String why, Optional<String> other) {
        this.silentSince = since;
        this.message = why;
        this.otherEngineId = other.orElse(null);
    }

    void full(Optional<Instant> since) {
        this.fullSince = since.orElse(null);
    }

    /** The other engine is the known one from now on. */
    void accepted() {
        this.engineId = otherEngineId;
        this.otherEngineId = null;
        this.message = "The new engine was accepted; it has not answered since.";
    }
}
