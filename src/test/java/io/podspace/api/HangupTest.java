package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the server's own listener: who leaves is noticed, and who stays loses no request. */
@Timeout(30)
class HangupTest {
    private static final String ENDLESS = "/endless";
    private static final String BRIEF = "/brief";
    private static final int PATIENCE_MILLIS = 10_000;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch noticed = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private Undertow server;

    @BeforeEach
    void start() {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.dispatch(() -> answer(exchange)))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        server.stop();
    }

    @Test
    void aClientThatLeavesIsNoticedAlthoughNothingIsSent() throws Exception {
        try (Socket client = connect()) {
            send(client, ENDLESS);
            assertThat(begun.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(noticed.getCount()).isOne();
        }
        assertThat(noticed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void aRequestThatComesBeforeTheAnswerIsOverIsAnsweredNext() throws Exception {
        try (Socket client = connect()) {
            send(client, ENDLESS);
            assertThat(begun.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            send(client, BRIEF);
            mayEnd.countDown();
            awaitAnswer(client, ENDLESS);
            awaitAnswer(client, BRIEF);
        }
        assertThat(noticed.getCount()).isOne();
    }

    @Test
    void aRequestThatComesAtOnceAfterTheAnswerIsAnswered() throws Exception {
        try (Socket client = connect()) {
            for (int i = 0; i < 200; i++) {
                send(client, BRIEF);
                awaitAnswer(client, BRIEF);
            }
        }
    }

    /** Says its path and ends; the endless one only when it may, or when its client has left. */
    private void answer(HttpServerExchange exchange) {
        exchange.startBlocking();
        String path = exchange.getRequestPath();
        try (Hangup hangup = new Hangup(exchange)) {
            exchange.getOutputStream().flush();
            begun.countDown();
            while (path.equals(ENDLESS) && !hangup.happened() && !mayEnd.await(10, TimeUnit.MILLISECONDS)) {
                // it goes on
            }
            if (hangup.happened()) {
                noticed.countDown();
            }
            exchange.getOutputStream().write(path.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            assertThat(noticed.getCount()).as("cannot write: %s", e).isZero();
        }
        exchange.endExchange();
    }

    private Socket connect() throws IOException {
        int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static void send(Socket client, String path) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write("GET %s HTTP/1.1\r\nHost: test\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads up to the end of the last chunk. */
    private static void awaitAnswer(Socket client, String path) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n0\r\n\r\n")) {
            int read = in.read();
            assertThat(read).as("what came so far: %s", answer).isNotNegative();
            answer.append((char) read);
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 200").contains(path);
    }
}
