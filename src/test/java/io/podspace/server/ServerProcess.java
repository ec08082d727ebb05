package io.podspace.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One run of the provisioned server, with a configuration, secrets and log of its own under {@code target/server-test}. */
final class ServerProcess {
    private static final Path SERVER = Path.of("target/server").toAbsolutePath();
    private static final Path HOME = Path.of("target/server-test").toAbsolutePath();
    private static final List<String> OPENED =
            List.of("lang", "lang.invoke", "lang.reflect", "io", "net", "security", "util", "util.concurrent");
    private static final int KEY_BYTES = 32;

    private final Process process;
    private final Path base;
    private final int port;

    private ServerProcess(Process process, Path base, int port) {
        this.process = process;
        this.base = base;
        this.port = port;
    }

    static ServerProcess start(Duration patience) throws IOException {
        requirePrerequisites();
        Path base = Files.createDirectories(HOME)
                .resolve("base-" + ProcessHandle.current().pid());
        copy(SERVER.resolve("standalone"), base);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command(base, port)).redirectErrorStream(true);
        environment(base, builder.environment());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitStart(process, base, patience);
        return new ServerProcess(process, base, port);
    }

    Path deployments() {
        return base.resolve("deployments");
    }

    int port() {
        return port;
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static void requirePrerequisites() throws IOException {
        if (!Files.isDirectory(SERVER.resolve("modules")) || !Files.exists(Path.of("target/podspace.war"))) {
            throw new IOException("There is no server in target/server. Run 'mvn -DskipTests package' first.");
        }
        if (System.getenv("PODSPACE_DB_URL") == null) {
            throw new IOException(
                    "PODSPACE_DB_URL, _USER and _PASSWORD must name an empty MariaDB database for tests.");
        }
    }

    private static List<String> command(Path base, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
        command.add("--add-opens=java.management/javax.management=ALL-UNNAMED");
        command.add("--add-opens=java.naming/javax.naming=ALL-UNNAMED");
        command.addAll(List.of(
                "-Djboss.home.dir=" + SERVER,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"),
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/boot.log"),
                "-jar",
                SERVER.resolve("jboss-modules.jar").toString(),
                "-mp",
                SERVER.resolve("modules").toString(),
                "org.jboss.as.standalone"));
        return command;
    }

    /** The engine is a socket that nobody listens to: the server has to start and serve without one. */
    private static void environment(Path base, Map<String, String> environment) throws IOException {
        Path secrets = Files.createDirectories(base.resolve("secrets"));
        environment.put("PODSPACE_HOME", base.toString());
        environment.put("PODSPACE_DB_URL", DatabaseRelay.before(environment.get("PODSPACE_DB_URL")));
        environment.put("PODSPACE_CLUSTER", "servertest");
        environment.put("PODSPACE_SCAN_MILLIS", "200");
        environment.put("PODSPACE_ENGINE", "unix://" + base.resolve("no-engine.sock"));
        environment.put(
                "PODSPACE_MASTER_KEY_FILE",
                Files.write(secrets.resolve("master.key"), new byte[KEY_BYTES]).toString());
        environment.put(
                "PODSPACE_ADMIN_PASSWORD_FILE",
                Files.writeString(secrets.resolve("admin.password"), "an admin's secret")
                        .toString());
    }

    private static void awaitStart(Process process, Path base, Duration patience) throws IOException {
        Path log = base.resolve("console.log");
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("server-output").start(() -> follow(process, log, started));
        try {
            started.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the server started.", e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("The server did not start; see " + log, e);
        }
    }

    private static void follow(Process process, Path log, CompletableFuture<Void> started) {
        try (BufferedReader lines = process.inputReader();
                var writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.append(line).append('\n').flush();
                if (line.contains("WFLYSRV0025")) {
                    started.complete(null);
                }
            }
            started.completeExceptionally(new IOException("The server ended."));
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.toString().contains("ROOT.war")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
