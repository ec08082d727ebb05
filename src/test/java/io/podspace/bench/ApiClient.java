package io.podspace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The box's API over HTTPS as its administrator, with connections that stay open, in gzip, as kubectl asks for it. */
final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI server;
    private final String token;
    private final HttpClient http;

    /** @param kubeconfig file, as {@code podspace kubeconfig} writes it */
    ApiClient(Path kubeconfig) throws Exception {
        String text = Files.readString(kubeconfig);
        server = URI.create(field(text, "server"));
        token = field(text, "token");
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(Base64.getDecoder().decode(field(text, "certificate-authority-data"))))
                .build();
    }

    /** @throws IOException for every answer that is no success */
    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                request(path)
                        .timeout(LIMIT)
                        .header(
                                "Content-Type",
                                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s"
                    .formatted(
                            method, path, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        return JSON.readTree(plain(response));
    }

    private static InputStream plain(HttpResponse<byte[]> response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        return response.headers().firstValue("Content-Encoding").isPresent() ? new GZIPInputStream(body) : body;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    /** Lines of a watch, until it is closed. */
    Stream<String> watch(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(request(path).build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("watch " + path + ": " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip");
    }

    private static String field(String text, String name) {
        Matcher found = Pattern.compile("(?m)\\b" + name + ": *\"?([^\"\\s]+)").matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("The kubeconfig has no " + name);
        }
        return found.group(1);
    }

    private static SSLContext trusting(byte[] authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "box",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
