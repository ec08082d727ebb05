package io.podspace.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A registry of the test's own in front of the box's one, with the same images: it may ask for a password, and may hold
 * a download in its middle until the test has seen that.
 */
final class Gate implements AutoCloseable {
    static final String USER = "robot";
    static final String PASSWORD = "let me in";
    private static final int LARGE = 1 << 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch held;
    private final boolean guarded;
    private final HttpServer server;

    private Gate(boolean guarded, boolean holding) {
        this.guarded = guarded;
        held = new CountDownLatch(holding ? 1 : 0);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static Gate guarded() {
        return new Gate(true, false);
    }

    static Gate holding() {
        return new Gate(false, true);
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The name that an image of the box's registry has here. */
    String image(String reference) {
        return address() + reference.substring(reference.indexOf('/'));
    }

    void release() {
        held.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (guarded && !known(exchange)) {
                refuse(exchange);
                return;
            }
            pass(exchange, ask(exchange));
        }
    }

    private static boolean known(HttpExchange exchange) {
        String right = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + right).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        byte[] said = "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"gate\"");
        exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(401, said.length);
        exchange.getResponseBody().write(said);
    }

    private HttpResponse<InputStream> ask(HttpExchange exchange) throws IOException {
        URI there = URI.create("http://" + Box.registry() + exchange.getRequestURI());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(there).method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        exchange.getRequestHeaders()
                .getOrDefault("Accept", java.util.List.of())
                .forEach(type -> request.header("Accept", type));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void pass(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        Optional<String> length = answer.headers().firstValue("Content-Length");
        try (InputStream body = answer.body()) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                length.ifPresent(text -> exchange.getResponseHeaders().set("Content-Length", text));
                exchange.sendResponseHeaders(answer.statusCode(), -1);
                return;
            }
            byte[] bytes = body.readAllBytes();
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            int half = bytes.length > LARGE ? bytes.length / 2 : bytes.length;
            exchange.getResponseBody().write(bytes, 0, half);
            exchange.getResponseBody().flush();
            if (half < bytes.length) {
                await();
                exchange.getResponseBody().write(bytes, half, bytes.length - half);
            }
        }
    }

    private void await() throws IOException {
        try {
            if (!held.await(60, TimeUnit.SECONDS)) {
                throw new IOException("Nobody released the download");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
