package io.podspace.service;

import io.podspace.platform.ObjectRow;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The row of a service with its ports. Address and state of the balancer have one writer, the reconciler of proxies; here
 * they are only read.
 */
@Entity
@Table(name = "service")
class Service extends ObjectRow {
    @Column(name = "project_id", updatable = false)
    private long projectId;

    @Column(columnDefinition = "text")
    @Convert(converter = TextMap.class)
    private Map<String, String> selector = Map.of();

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(24)")
    private ProxyTable.Algorithm algorithm;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "service_port", joinColumns = @JoinColumn(name = "service_id"))
    private Set<Port> ports = new HashSet<>();

    @Column(insertable = false, updatable = false)
    private String address;

    @Column(name = "in_sync", insertable = false, updatable = false)
    private boolean inSync;

    @Column(name = "sync_message", insertable = false, updatable = false)
    private String syncMessage;

    protected Service() {}

    Service(NewService wish, Instant now) {
        super(wish.name(), Map.of(), now);
        projectId = wish.projectId();
        selector = wish.selector();
        algorithm = wish.algorithm();
        wish.ports().forEach(port -> ports.add(new Port(port)));
    }

    long projectId() {
        return projectId;
    }

    Map<String, String> selector() {
        return selector;
    }

    ProxyTable.Algorithm algorithm() {
        return algorithm;
    }

    /** By number. */
    List<ServicePort> ports() {
        return ports.stream()
                .map(Port::record)
                .sorted(Comparator.comparingInt(ServicePort::port))
                .toList();
    }

    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    boolean inSync() {
        return inSync;
    }

    Optional<String> syncMessage() {
        return Optional.ofNullable(syncMessage);
    }

    void change(ServiceChange change) {
        selector = change.selector();
        algorithm = change.algorithm();
        Set<Port> next = new HashSet<>();
        change.ports().forEach(port -> next.add(new Port(port)));
        ports.retainAll(next);
        ports.addAll(next);
        wishChanged();
    }

    /** A row of table {@code service_port}. */
    @Embeddable
    static class Port {
        private String name;
        private int port;

        @Column(name = "target_port")
        private int targetPort;

        @Enumerated(EnumType.STRING)
        @Column(columnDefinition = "varchar(8)")
        private ProxyTable.Protocol protocol;

        protected Port() {}

        Port(ServicePort port) {
            name = port.name();
            this.port = port.port();
            targetPort = port.targetPort();
            protocol = port.protocol();
        }

        ServicePort record() {
            return new ServicePort(name, port, targetPort, protocol);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Port that && record().equals(that.record());
        }

        @Override
        public int hashCode() {
            return record().hashCode();
        }
    }
}
