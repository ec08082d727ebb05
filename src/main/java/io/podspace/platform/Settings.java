package io.podspace.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's settings, read once from the environment at start. Every key is {@code PODSPACE_} plus the name given
 * here; defaults are those of the box.
 *
 * @param cluster CLUSTER: the label value that marks what is ours on an engine, {@code [a-z0-9]{1,16}}
 * @param masterKeyFile MASTER_KEY_FILE: 32 bytes, the key of all secrets at rest
 * @param pkiFolder PKI_DIR: the platform's own certificate authority lives here
 * @param adminName ADMIN_NAME: the first administrator
 * @param adminPasswordFile ADMIN_PASSWORD_FILE: read only when that account does not exist yet
 * @param adminTokenFile ADMIN_TOKEN_FILE: the first administrator's token of the API; empty: none
 * @param api where the API answers over TLS
 * @param engine ENGINE: URL of the first host's engine
 * @param engineAddress ENGINE_ADDRESS: where ports published by that engine are reached
 * @param router where routers publish and how generated host names end
 * @param haproxyImage HAPROXY_IMAGE: the image of balancers and routers
 * @param catalog where the catalog's entries are and which prefix their images get
 * @param network how project networks are made
 */
public record Settings(
        String cluster,
        Path masterKeyFile,
        Path pkiFolder,
        String adminName,
        Path adminPasswordFile,
        Optional<Path> adminTokenFile,
        Api api,
        URI engine,
        String engineAddress,
        Router router,
        String haproxyImage,
        Catalog catalog,
        Network network) {

    /**
     * @param bind API_BIND: address on which it listens
     * @param port API_PORT, 1-65535; 0: it does not listen, since TLS ends in front of the console's own port
     * @param hosts API_HOSTS: names and addresses in its certificate, with blanks between; the first is shown to people
     */
    public record Api(String bind, int port, List<String> hosts) {
        public Api {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * @param bind ROUTER_BIND: address on which routers publish
     * @param httpPort ROUTER_HTTP_PORT, 1-65535
     * @param httpsPort ROUTER_HTTPS_PORT, 1-65535
     * @param appsDomain APPS_DOMAIN: suffix of generated host names
     * @param consoleHost CONSOLE_HOST: the console's own name, which no route may claim
     */
    public record Router(String bind, int httpPort, int httpsPort, String appsDomain, String consoleHost) {}

    /**
     * @param folder CATALOG_DIR: folder of entries
     * @param registry CATALOG_REGISTRY: prefix in front of the entries' image names
     */
    public record Catalog(Path folder, String registry) {}

    /**
     * @param pool NETWORK_POOL: CIDR block out of which each project gets a subnet
     * @param prefix NETWORK_PREFIX: length of a project's subnet, greater than the pool's
     * @param driver NETWORK_DRIVER: {@code bridge} or {@code overlay}
     */
    public record Network(String pool, int prefix, String driver) {}

    /**
     * @param environment variables, as of {@link System#getenv()}
     * @throws PodSpaceException INVALID when a value is malformed
     */
    public static Settings from(Map<String, String> environment) {
        Values values = new Values(environment);
        Path home = Path.of(values.text("HOME", ".podspace"));
        return new Settings(
                values.text("CLUSTER", "box"),
                Path.of(values.text(
                        "MASTER_KEY_FILE", home.resolve("secrets/master.key").toString())),
                Path.of(values.text("PKI_DIR", home.resolve("secrets/pki").toString())),
                values.text("ADMIN_NAME", "admin"),
                Path.of(values.text(
                        "ADMIN_PASSWORD_FILE",
                        home.resolve("secrets/admin.password").toString())),
                Optional.of(values.text("ADMIN_TOKEN_FILE", ""))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of),
                new Api(
                        values.text("API_BIND", "127.0.0.1"),
                        values.number("API_PORT", 0, 0, 65535),
                        List.of(values.text("API_HOSTS", "localhost 127.0.0.1").split(" +"))),
                URI.create(values.text("ENGINE", "unix:///var/run/docker.sock")),
                values.text("ENGINE_ADDRESS", "127.0.0.1"),
                new Router(
                        values.text("ROUTER_BIND", "127.0.0.1"),
                        values.port("ROUTER_HTTP_PORT", 8000),
                        values.port("ROUTER_HTTPS_PORT", 8443),
                        values.text("APPS_DOMAIN", "apps.localhost"),
                        values.text("CONSOLE_HOST", "localhost")),
                values.text("HAPROXY_IMAGE", "podspace/haproxy:dev"),
                new Catalog(
                        Path.of(values.text("CATALOG_DIR", "provisioning/catalog")),
                        values.text("CATALOG_REGISTRY", "docker.io/library")),
                new Network(
                        values.text("NETWORK_POOL", "10.208.0.0/12"),
                        values.number("NETWORK_PREFIX", 22, 16, 28),
                        values.text("NETWORK_DRIVER", "bridge")));
    }

    private record Values(Map<String, String> environment) {
        String text(String key, String otherwise) {
            String value = environment.get("PODSPACE_" + key);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        int port(String key, int otherwise) {
            return number(key, otherwise, 1, 65535);
        }

        int number(String key, int otherwise, int min, int max) {
            String value = text(key, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with the same text as a number out of range
            }
            throw PodSpaceException.invalid(
                    "PODSPACE_" + key, "PODSPACE_%s is '%s'; it must be %d-%d.".formatted(key, value, min, max));
        }
    }
}
