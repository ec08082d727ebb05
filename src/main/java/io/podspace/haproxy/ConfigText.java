package io.podspace.haproxy;

import io.podspace.haproxy.Slot.Admin;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration text. Pure, and the same for the same input. Nothing that a user typed stands in it: hosts and paths
 * are in the routes' map, certificates in their list; what is here is numbers, addresses and names of our own making.
 */
final class ConfigText {
    /** Inside the container, on its loopback address alone. */
    private static final int VERDICTS = 65534;
    /** A connection to the pod, then the verdict of the program on the pod in this slot. A slot in maintenance is not checked. */
    private static final String CHECK = """
            option tcp-check
                tcp-check connect default
                tcp-check connect addr 127.0.0.1 port %d
                tcp-check send-lf "%%[be_name]/%%[srv_name]\\n"
                tcp-check expect string up""".formatted(VERDICTS);

    private final Layout layout;
    private final Surroundings surroundings;
    private final Map<SlotName, Slot> slots = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    private ConfigText(Layout layout, Surroundings surroundings, Collection<Slot> slots) {
        this.layout = layout;
        this.surroundings = surroundings;
        slots.forEach(slot -> this.slots.put(slot.name(), slot));
    }

    /** With the slots as they are, so that a restart of the container brings them back. */
    static String of(Layout layout, Surroundings surroundings, Collection<Slot> slots) {
        return new ConfigText(layout, surroundings, slots).write();
    }

    /** Changes when, and only when, a reload is needed. */
    static String structure(Layout layout, Surroundings surroundings) {
        return CertificateFile.hash(of(layout, surroundings, List.of())).substring(0, 32);
    }

    private String write() {
        global();
        defaults();
        control();
        verdicts();
        switch (layout.kind()) {
            case BALANCER -> layout.listeners().forEach(this::listener);
            case ROUTER -> edge();
        }
        layout.pools().forEach(this::pool);
        return text.toString();
    }

    /** No maxconn: HAProxy counts it from the descriptors that it may use, which differ from engine to engine. */
    private void global() {
        text.append("# Written by PodSpace; changes made here are lost. Certificates: ")
                .append(surroundings.certificates())
                .append('\n');
        text.append(
                """
                global
                    lua-load %s
                    stats socket %s mode 600 level admin expose-fd listeners
                    stats timeout 10m
                    stats maxconn 50
                    server-state-file %s
                    hard-stop-after 1h
                    fd-hard-limit %d
                """.formatted(Paths.PROGRAM, Paths.SOCKET, Paths.STATE, layout.kind() == Kind.ROUTER ? 24_000 : 6_000));
        if (layout.kind() == Kind.BALANCER) {
            line("nbthread 1");
        } else {
            line("ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets");
        }
    }

    private void defaults() {
        text.append("""

                defaults tcp
                    mode tcp
                    load-server-state-from-file global
                    option redispatch 1
                    option clitcpka
                    option srvtcpka
                    retries 3
                    timeout connect 1500ms
                    timeout client 2h
                    timeout server 2h
                    %1$s

                defaults http
                    mode http
                    load-server-state-from-file global
                    option redispatch 1
                    option dontlognull
                    retries 3
                    retry-on conn-failure empty-response
                    timeout connect 1500ms
                    timeout client 30s
                    timeout server 30s
                    timeout http-request 10s
                    timeout http-keep-alive 300s
                    timeout queue 5s
                    timeout tunnel 1h
                    timeout client-fin 1s
                    timeout server-fin 1s
                    %1$s
                """.formatted(CHECK));
        if (layout.kind() == Kind.ROUTER) {
            line("errorfile 503 " + Paths.NOT_READY_PAGE);
        }
    }

    private void control() {
        text.append("""

                listen control from tcp
                    bind :%d ssl crt %s ca-file %s verify required ssl-min-ver TLSv1.3
                    maxconn 50
                    timeout client 10m
                    timeout server 10m
                    tcp-request session reject unless { ssl_c_s_dn(CN) -m str %s }
                    acl layout_known str(x),map(%s) -m found
                    acl slot_known str(x),map(%s) -m found
                """.formatted(
                        ProxySpec.CONTROL,
                        Paths.CONTROL_CERTIFICATE,
                        Paths.CONTROL_AUTHORITY,
                        Pki.CONTROL,
                        Paths.LAYOUT,
                        Paths.SLOTS));
        if (layout.kind() == Kind.ROUTER) {
            line("acl pool_known str(x),map(" + Paths.POOLS + ") -m found");
            line("acl aside_known str(x),map(" + Paths.ASIDE + ") -m found");
        }
        line("server cli unix@" + Paths.SOCKET);
    }

    /** The checks of all servers ask here; see checks.lua. */
    private void verdicts() {
        text.append("""

                listen verdicts from tcp
                    bind 127.0.0.1:%d
                    timeout client 5s
                    tcp-request inspect-delay 2s
                    tcp-request content use-service lua.podspace-verdict
                """.formatted(VERDICTS));
    }

    private void listener(Listener listener) {
        Protocol protocol = layout.pools().stream()
                .filter(pool -> pool.name().equals(listener.backend()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A listener without a backend"))
                .profile()
                .protocol();
        text.append("\nfrontend p%d from %s\n".formatted(listener.port(), section(protocol)));
        line("bind " + surroundings.bind() + ":" + listener.port());
        if (protocol == Protocol.HTTP) {
            line("option forwardfor if-none");
        }
        line("default_backend " + listener.backend());
    }

    private void edge() {
        String port = surroundings.httpsPort() == 443 ? "" : ":" + surroundings.httpsPort();
        text.append("""

                frontend edge from http
                    bind :%d
                    bind :%d ssl crt-list %s alpn h2,http/1.1
                    http-request set-var(txn.host) req.fhdr(host),host_only,lower,rtrim(.)
                    http-request set-var-fmt(txn.key) "%%[var(txn.host)]%%[path]/"
                    http-request set-var(txn.route) var(txn.key),map_beg(%s)
                    http-request return status 404 content-type text/html file %s unless { var(txn.route) -m found }
                    http-request redirect code 308 location https://%%[var(txn.host)]%s%%[pathq] if !{ ssl_fc } { var(txn.route),field(2,|) -m str %s }
                    http-request disable-l7-retry unless METH_GET
                    http-request del-header x-forwarded- -m beg
                    http-request del-header forwarded
                    http-request set-header X-Real-IP %%[src]
                    http-request set-header X-Forwarded-For %%[src]
                    http-request set-header X-Forwarded-Host %%[req.fhdr(host)]
                    http-request set-header X-Forwarded-Proto https if { ssl_fc }
                    http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
                    http-request set-header X-Forwarded-Port %d if { ssl_fc }
                    http-request set-header X-Forwarded-Port %d if !{ ssl_fc }
                    http-after-response replace-header Set-Cookie '^(PODSPACE=[^;]*;) path=/(.*)$' '\\1 path=%%[var(txn.route),field(3,|)]\\2'
                    http-after-response replace-header Set-Cookie '^(PODSPACE=.*)$' '\\1; Secure' if { ssl_fc }
                    use_backend %%[var(txn.route),field(1,|)]
                """.formatted(
                        ProxySpec.ROUTER_HTTP,
                        ProxySpec.ROUTER_HTTPS,
                        Paths.CERTIFICATES,
                        Paths.ROUTES,
                        Paths.NO_ROUTE_PAGE,
                        port,
                        RouteKeys.REDIRECT,
                        surroundings.httpsPort(),
                        surroundings.httpPort()));
    }

    private void pool(Pool pool) {
        Profile profile = pool.profile();
        text.append("\nbackend %s from %s\n".formatted(pool.name(), section(profile.protocol())));
        switch (profile.algorithm()) {
            case ROUND_ROBIN -> line("balance roundrobin");
            case LEAST_CONNECTIONS -> line("balance leastconn");
            case SOURCE -> {
                line("balance source");
                line("hash-type consistent");
            }
        }
        if (profile.sticky()) {
            line("cookie PODSPACE insert indirect nocache httponly dynamic attr SameSite=Lax");
            line("dynamic-cookie-key " + surroundings.cookieKey());
            // without a word that names a server the visitor is a new one; "ignore-persist" would give him no new
            // cookie
            line("http-request replace-header Cookie '^(|.*; *)PODSPACE=[^;]*(.*)$' '\\1PODSPACE=-\\2'"
                    + " if { req.cook(PODSPACE),map(" + Paths.ASIDE + ") -m found }");
        }
        line("default-server check inter 250ms fastinter 250ms downinter 250ms fall 4 rise 1"
                + " observe layer4 error-limit 1 on-error sudden-death");
        servers(pool);
    }

    /** Filled slots by themselves, blank ones by ranges, all in the order of their numbers: HAProxy counts them so. */
    private void servers(Pool pool) {
        int blankFrom = 1;
        for (int number = 1; number <= pool.slots() + 1; number++) {
            Slot slot = slots.get(new SlotName(pool.name(), number));
            boolean filled = slot != null && slot.pod() != 0 && slot.hasAddress();
            if (filled || number > pool.slots()) {
                if (blankFrom < number) {
                    line("server-template s %d-%d %s:0 disabled".formatted(blankFrom, number - 1, Slot.NO_ADDRESS));
                }
                blankFrom = number + 1;
            }
            if (filled && number <= pool.slots()) {
                line("server s%d %s:%d weight %d%s"
                        .formatted(
                                number,
                                slot.address(),
                                slot.port(),
                                slot.weight(),
                                slot.admin() == Admin.READY ? "" : " disabled"));
            }
        }
    }

    private static String section(Protocol protocol) {
        return switch (protocol) {
            case HTTP -> "http";
            case TCP -> "tcp";
        };
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
