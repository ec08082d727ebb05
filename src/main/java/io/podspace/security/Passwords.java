package io.podspace.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.shiro.authc.credential.DefaultPasswordService;
import org.apache.shiro.crypto.hash.DefaultHashService;
import org.apache.shiro.crypto.hash.HashRequest;
import org.apache.shiro.crypto.hash.format.Shiro2CryptFormat;
import org.apache.shiro.lang.util.ByteSource;

/**
 * Hashes passwords with Argon2id, in the string form of Shiro that carries its own parameters, so that older hashes stay
 * valid when these change. Parameters: OWASP Password Storage Cheat Sheet, 19 MiB and 2 passes; each hash takes that
 * memory from the heap, so only a few run at once and the others wait.
 */
@ApplicationScoped
class Passwords {
    private static final int AT_ONCE = 2;
    private static final Map<String, Object> ARGON2 =
            Map.of("Argon2.memoryKib", "19456", "Argon2.iterations", "2", "Argon2.parallelism", "1");

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final DefaultPasswordService service = new DefaultPasswordService();
    private final DefaultHashService hashes = new DefaultHashService();
    private String nobody;

    @PostConstruct
    void prepare() {
        nobody = hash(UUID.randomUUID().toString());
    }

    String hash(String password) {
        return inTurn(() -> new Shiro2CryptFormat().format(hashes.computeHash(request(password))));
    }

    /** @param password null matches nothing, and takes as long */
    boolean matches(String password, String hash) {
        return inTurn(() -> service.passwordsMatch(password == null ? "" : password, hash)) && password != null;
    }

    /** A hash that no password matches, for names that nobody has: refusing those must take as long as a wrong password. */
    String nobody() {
        return nobody;
    }

    /** The password service itself would take no parameters but Shiro's own: 64 MiB a hash. */
    private static HashRequest request(String password) {
        return new HashRequest.Builder()
                .setSource(ByteSource.Util.bytes(password))
                .setAlgorithmName("argon2id")
                .withParameters(ARGON2)
                .build();
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
