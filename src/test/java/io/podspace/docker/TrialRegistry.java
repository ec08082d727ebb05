package io.podspace.docker;

import io.podspace.simulation.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A private registry on loopback that asks for a password, as a process of Debian's {@code docker-registry}. */
final class TrialRegistry implements AutoCloseable {
    static final String USER = "robot";
    static final String PASSWORD = "let me in";

    private final Process process;
    final int port;

    TrialRegistry(Path folder) throws Exception {
        port = freePort();
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        Path passwords = Files.writeString(
                folder.resolve("htpasswd"),
                USER + ":" + OpenBSDBCrypt.generate("2y", PASSWORD.toCharArray(), salt, 5) + "\n");
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"),
                """
                version: 0.1
                log: {level: error}
                storage:
                  filesystem: {rootdirectory: %s}
                http: {addr: "127.0.0.1:%d"}
                auth:
                  htpasswd: {realm: trial, path: %s}
                """.formatted(folder.resolve("data"), port, passwords),
                StandardCharsets.UTF_8);
        process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        Await.until("the registry listens", this::listens);
    }

    String name(String repository) {
        return "127.0.0.1:" + port + "/" + repository;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
