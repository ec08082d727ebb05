package io.podspace.route;

import io.podspace.platform.ObjectRow;
import io.podspace.service.ProxyTable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The row of a route with its targets: the user's wish, as the rules have cleaned it. */
@Entity
@Table(name = "route")
class Route extends ObjectRow {
    @Column(name = "project_id", updatable = false)
    private long projectId;

    private String host;
    private String path;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(24)")
    private ProxyTable.Algorithm algorithm;

    private boolean sticky;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(8)")
    private ProxyTable.Insecure insecure;

    @Column(name = "certificate_id")
    private Long certificateId;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "route_target", joinColumns = @JoinColumn(name = "route_id"))
    private Set<Target> targets = new HashSet<>();

    protected Route() {}

    Route(long projectId, String name, Instant now) {
        super(name, Map.of(), now);
        this.projectId = projectId;
    }

    long projectId() {
        return projectId;
    }

    String host() {
        return host;
    }

    String path() {
        return path;
    }

    ProxyTable.Algorithm algorithm() {
        return algorithm;
    }

    boolean sticky() {
        return sticky;
    }

    ProxyTable.Insecure insecure() {
        return insecure;
    }

    Optional<Long> certificateId() {
        return Optional.ofNullable(certificateId);
    }

    Set<Target> targets() {
        return targets;
    }

    boolean sendsTo(String service, int port) {
        return targets.stream().anyMatch(target -> target.service.equals(service) && target.port == port);
    }

    void claim(String host, String path) {
        this.host = host;
        this.path = path;
    }

    void serve(Set<Target> wanted, ProxyTable.Algorithm algorithm, boolean sticky, ProxyTable.Insecure insecure) {
        targets.retainAll(wanted);
        targets.addAll(wanted);
        this.algorithm = algorithm;
        this.sticky = sticky;
        this.insecure = insecure;
    }

    void certificate(Long certificateId) {
        this.certificateId = certificateId;
    }

    void changed() {
        wishChanged();
    }

    /** A row of table {@code route_target}. */
    @Embeddable
    static class Target {
        private String service;
        private int port;
        private int weight;

        protected Target() {}

        Target(String service, int port, int weight) {
            this.service = service;
            this.port = port;
            this.weight = weight;
        }

        String service() {
            return service;
        }

        int port() {
            return port;
        }

        int weight() {
            return weight;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Target that
                    && service.equals(that.service)
                    && port == that.port
                    && weight == that.weight;
        }

        @Override
        public int hashCode() {
            return service.hashCode() * 31 + port;
        }
    }
}
