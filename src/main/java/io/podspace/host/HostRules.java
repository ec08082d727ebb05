package io.podspace.host;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be typed of a host. Pure. */
final class HostRules {
    private static final int LONGEST_ENDPOINT = 255;
    /** What the kernel takes as the path of a socket. */
    private static final int LONGEST_SOCKET = 107;

    private static final int USUAL_PORT = 2376;
    private static final int LONGEST_PEM = 64 << 10;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,62}[A-Za-z0-9])?");

    private HostRules() {}

    /** @return with an endpoint and an address that drivers take, without blanks around */
    static HostAccess check(HostAccess typed) {
        URI endpoint = endpoint(typed.endpoint());
        boolean local = endpoint.getScheme().equals("unix");
        String address = typed.address() == null ? "" : typed.address().strip();
        if (address.isEmpty()) {
            address = local ? "127.0.0.1" : endpoint.getHost();
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw PodSpaceException.invalid(
                    "address", "'%s' is no address: use an IP address or a host name.".formatted(Names.shown(address)));
        }
        return new HostAccess(
                endpoint.toString(),
                address,
                local ? Optional.empty() : typed.tls().map(HostRules::tls));
    }

    private static URI endpoint(String typed) {
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            throw refuse("is missing");
        }
        if (text.length() > LONGEST_ENDPOINT) {
            throw refuse("is longer than %d characters".formatted(LONGEST_ENDPOINT));
        }
        try {
            URI uri = new URI(text);
            return switch (String.valueOf(uri.getScheme())) {
                case "unix" -> socket(uri);
                case "tcp" -> tcp(uri);
                default -> throw refuse("'%s' begins with neither".formatted(Names.shown(text)));
            };
        } catch (URISyntaxException e) {
            throw refuse("'%s' is no URL".formatted(Names.shown(text)));
        }
    }

    private static URI socket(URI uri) {
        if (uri.getAuthority() != null
                || uri.getPath() == null
                || !uri.getPath().startsWith("/")) {
            throw refuse("a socket has a whole path, with three slashes");
        }
        if (uri.getPath().length() > LONGEST_SOCKET) {
            throw refuse("the path of a socket has at most %d characters".formatted(LONGEST_SOCKET));
        }
        return plain(uri);
    }

    private static URI tcp(URI uri) throws URISyntaxException {
        String path = String.valueOf(uri.getPath());
        if (uri.getHost() == null || uri.getUserInfo() != null || !(path.isEmpty() || path.equals("/"))) {
            throw refuse("'%s' is no host with a port".formatted(Names.shown(uri.toString())));
        }
        int port = uri.getPort() == -1 ? USUAL_PORT : uri.getPort();
        if (port < 1 || port > 65535) {
            throw refuse("port %d is not between 1 and 65535".formatted(port));
        }
        plain(uri);
        return new URI("tcp", null, uri.getHost(), port, null, null, null);
    }

    private static URI plain(URI uri) {
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw refuse("it has no ? and no #");
        }
        return uri;
    }

    private static EngineTls tls(EngineTls typed) {
        return new EngineTls(
                pem("authority", "The authority's certificate", typed.authority()),
                pem("certificate", "The client's certificate", typed.certificate()),
                pem("key", "The client's key", typed.key()));
    }

    private static String pem(String field, String what, String typed) {
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            throw PodSpaceException.invalid(
                    field, "%s is missing: an engine on TCP is reached over TLS only.".formatted(what));
        }
        if (text.length() > LONGEST_PEM || !text.startsWith("-----BEGIN ")) {
            throw PodSpaceException.invalid(
                    field, "%s is no PEM: paste the file with its '-----BEGIN' line, at most 64 KiB.".formatted(what));
        }
        return text + "\n";
    }

    private static PodSpaceException refuse(String why) {
        return PodSpaceException.invalid(
                "endpoint",
                "The engine's address is unix:///var/run/docker.sock or tcp://host:2376: %s.".formatted(why));
    }
}
