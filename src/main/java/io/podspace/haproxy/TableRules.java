package io.podspace.haproxy;

import io.podspace.health.CheckRules;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The last gate before HAProxy: whatever the boundaries let through, only text of these shapes goes on. The refused text
 * itself is in no message, since messages reach logs.
 */
final class TableRules {
    private static final Logger LOG = System.getLogger(TableRules.class.getName());
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern PATH = Pattern.compile("(?=.{1,255}$)/([A-Za-z0-9._~!$&()*+,=:@/-]|%[0-9A-Fa-f]{2})*");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern ADDRESS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern PEM = Pattern.compile("[A-Za-z0-9+/=\\s-]{1," + Certificate.LONGEST + "}");

    private TableRules() {}

    /** @throws PodSpaceException INVALID when something has another shape, occurs twice, or names what is not there */
    static void check(Kind kind, ProxyTable table) {
        Set<String> keys = new HashSet<>();
        for (Backend backend : table.backends()) {
            require(KEY.matcher(backend.key()).matches() && keys.add(backend.key()), "key of a backend");
            require(kind == Kind.BALANCER || backend.protocol() == Protocol.HTTP, "protocol of a router's backend");
            Set<Long> pods = new HashSet<>();
            backend.endpoints().forEach(endpoint -> check(endpoint, pods));
        }
        Set<Integer> ports = new HashSet<>();
        for (Listener listener : table.listeners()) {
            require(port(listener.port()) && ports.add(listener.port()), "port of a listener");
            require(kind == Kind.BALANCER && keys.contains(listener.backend()), "backend of a listener");
            if (listener.port() == ProxySpec.CONTROL) {
                throw new PodSpaceException(
                        ErrorCode.INVALID,
                        "Port " + ProxySpec.CONTROL + " is kept for the balancer's control. Choose another port.");
            }
        }
        Set<String> claims = new HashSet<>();
        for (RouteEntry route : table.routes()) {
            require(HOST.matcher(route.host()).matches(), "host of a route");
            require(PATH.matcher(route.path()).matches(), "path of a route");
            String path = route.path().endsWith("/") ? route.path() : route.path() + "/";
            require(claims.add(route.host() + path), "host and path of a route");
            require(kind == Kind.ROUTER && keys.contains(route.backend()), "backend of a route");
        }
        Set<String> hosts = new HashSet<>();
        for (Certificate certificate : table.certificates()) {
            require(kind == Kind.ROUTER && HOST.matcher(certificate.host()).matches(), "host of a certificate");
            require(hosts.add(certificate.host()), "host of a certificate");
        }
    }

    /**
     * Without certificates that cannot be handed to HAProxy: one user's must not keep the others' routes from being
     * served. Their hosts show the platform's own certificate.
     */
    static ProxyTable withoutUnfitCertificates(ProxyTable table) {
        List<Certificate> fit = table.certificates().stream()
                .filter(certificate -> {
                    boolean good = PEM.matcher(certificate.pem()).matches();
                    if (!good) {
                        LOG.log(
                                Level.WARNING,
                                "The certificate of {0} is no PEM of at most {1} characters; it is left out",
                                certificate.host(),
                                Integer.toString(Certificate.LONGEST));
                    }
                    return good;
                })
                .toList();
        return new ProxyTable(table.listeners(), table.routes(), table.backends(), fit);
    }

    private static void check(Endpoint endpoint, Set<Long> pods) {
        require(endpoint.pod() > 0 && pods.add(endpoint.pod()), "pod of an endpoint");
        require(ADDRESS.matcher(endpoint.address()).matches(), "address of an endpoint");
        require(!endpoint.address().equals(Slot.NO_ADDRESS) && port(endpoint.port()), "address of an endpoint");
        require(endpoint.weight() >= 0 && endpoint.weight() <= 256, "weight of an endpoint");
        CheckRules.check(endpoint.checks());
    }

    /** @return the address, if it is one */
    static String address(String address) {
        require(ADDRESS.matcher(address).matches(), "address of a pod");
        return address;
    }

    private static boolean port(int port) {
        return port >= 1 && port <= 65535;
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw new PodSpaceException(
                    ErrorCode.INVALID,
                    "The %s is malformed, doubled or unknown; the proxy was left as it is.".formatted(what));
        }
    }
}
