package io.podspace.haproxy;

import io.podspace.haproxy.Issuer.Identity;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The platform's own certificates, in one folder that only we can read. What is missing, or about to expire, is made when
 * it is first asked for; nodes that share the folder agree by a lock file.
 */
final class Pki {
    /** Whom proxies obey: the subject of our client certificate. */
    static final String CONTROL = "podspace-control";

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(730);
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);
    private static final Set<PosixFilePermission> OURS_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;
    private final Clock clock;
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private Caller caller;

    /** Making one costs as much as many connections. */
    private record Caller(Identity control, Identity authority, ControlTls tls) {}

    Pki(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Signs all others. */
    Identity authority() {
        return identity("authority.pem", () -> Issuer.authority("PodSpace", clock.instant(), AUTHORITY_LIFE));
    }

    /** Our side of control connections. */
    Identity control() {
        Identity authority = authority();
        return identity("control.pem", () -> Issuer.client(authority, CONTROL, clock.instant(), LEAF_LIFE));
    }

    /** How proxies are called, with {@link #control}. */
    synchronized ControlTls calls() {
        Identity control = control();
        Identity authority = authority();
        if (caller == null || caller.control() != control || caller.authority() != authority) {
            caller = new Caller(
                    control, authority, new ControlTls(control.key(), control.certificate(), authority.certificate()));
        }
        return caller.tls();
    }

    /** @param proxy name of the proxy's container */
    Identity proxy(String proxy) {
        if (!proxy.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
            throw new IllegalArgumentException("Not the name of a proxy: " + proxy);
        }
        Identity authority = authority();
        return identity(
                "proxy-" + proxy + ".pem", () -> Issuer.server(authority, List.of(proxy), clock.instant(), LEAF_LIFE));
    }

    /** What routers show for hosts without a certificate of their own. */
    Identity apps(String domain) {
        Identity authority = authority();
        return identity(
                "apps-" + domain + ".pem",
                () -> Issuer.server(authority, List.of("*." + domain, domain), clock.instant(), LEAF_LIFE));
    }

    /** What the platform's own API shows. */
    Identity api(List<String> hosts) {
        Identity authority = authority();
        String file = "api-" + Integer.toHexString(hosts.hashCode()) + ".pem";
        return identity(file, () -> Issuer.server(authority, hosts, clock.instant(), LEAF_LIFE));
    }

    /** The same on all nodes, and for all routers. Hexadecimal. */
    String cookieKey() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(authority().key().getEncoded(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("sticky cookie".getBytes(StandardCharsets.US_ASCII)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private Identity identity(String file, Supplier<Identity> otherwise) {
        Identity known = identities.get(file);
        if (known == null || !fresh(known)) {
            known = load(file, otherwise);
            identities.put(file, known);
        }
        return known;
    }

    private Identity load(String file, Supplier<Identity> otherwise) {
        Path path = folder.resolve(file);
        try {
            if (Files.exists(path)) {
                Identity present = Issuer.read(Files.readString(path));
                if (fresh(present)) {
                    return present;
                }
            }
            return make(path, otherwise);
        } catch (IOException | IllegalArgumentException e) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL,
                    "The platform's certificate %s cannot be read or written. Check the folder of PODSPACE_PKI_DIR."
                            .formatted(path),
                    e);
        }
    }

    private Identity make(Path path, Supplier<Identity> otherwise) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        synchronized (Pki.class) {
            try (FileChannel lock = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (Files.exists(path)) {
                    Identity present = Issuer.read(Files.readString(path));
                    if (held.isValid() && fresh(present)) {
                        return present;
                    }
                }
                Identity made = otherwise.get();
                Path fresh =
                        Files.createTempFile(folder, ".new", ".pem", PosixFilePermissions.asFileAttribute(OURS_ONLY));
                Files.writeString(fresh, made.pem());
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return made;
            }
        }
    }

    private boolean fresh(Identity identity) {
        return identity.certificate()
                .getNotAfter()
                .toInstant()
                .isAfter(clock.instant().plus(RENEW_BEFORE));
    }
}
