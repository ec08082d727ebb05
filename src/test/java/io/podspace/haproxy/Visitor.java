package io.podspace.haproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks a router for a host by any name, as raw HTTP/1.1: names need not resolve and every byte is the test's own. */
final class Visitor {
    private final int httpPort;
    private final int httpsPort;

    Visitor(int httpPort, int httpsPort) {
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
    }

    /** @param head status line and headers */
    record Answer(int status, String head, String body) {
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    Answer get(String host, String path, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", httpPort), 3000);
            return ask(socket, host, path, headers);
        }
    }

    Answer getSecurely(String host, String path, String... headers) throws Exception {
        try (SSLSocket socket = secure(host)) {
            return ask(socket, host, path, headers);
        }
    }

    /** Subject of the certificate that is shown for the name. */
    String certificate(String host) throws Exception {
        try (SSLSocket socket = secure(host)) {
            return socket.getSession().getPeerPrincipal().getName();
        }
    }

    /** A connection that was upgraded to a WebSocket. */
    Socket webSocket(String host) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", httpPort), 3000);
        socket.setSoTimeout(5000);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        String head = head(socket);
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head);
        }
        return socket;
    }

    /** Sends one short text frame and returns what comes back. */
    static String echo(Socket webSocket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length); // the mask is zero: the payload is as it is
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        webSocket.getOutputStream().write(frame);
        webSocket.getInputStream().readNBytes(1);
        int length = webSocket.getInputStream().read();
        return new String(webSocket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Asks on and on, from several threads, until closed; counts what was not answered with 200. */
    Load load(String host, int threads) {
        return new Load(host, threads);
    }

    final class Load implements AutoCloseable {
        final AtomicInteger good = new AtomicInteger();
        final List<String> failures = Collections.synchronizedList(new ArrayList<>());
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean done;

        private Load(String host, int count) {
            for (int i = 0; i < count; i++) {
                threads.add(Thread.ofVirtual().start(() -> run(host)));
            }
        }

        private void run(String host) {
            while (!done && good.get() < 100_000) {
                try {
                    Answer answer = get(host, "/name");
                    if (answer.status() == 200) {
                        good.incrementAndGet();
                    } else {
                        failures.add(answer.head());
                    }
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            done = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static Answer ask(Socket socket, String host, String path, String... headers) throws IOException {
        socket.setSoTimeout(10_000);
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        String head = head(socket);
        if (head.isEmpty()) {
            throw new IOException("no answer");
        }
        return new Answer(
                Integer.parseInt(head.substring(9, 12)),
                head,
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            head.append((char) next);
            if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    private SSLSocket secure(String host) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", httpsPort);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The certificate is what is looked at; nothing secret is sent. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
