package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the router as a visitor of a route does: a plain client that names the route's host. */
final class Router {
    /** An answer, with the pod that gave it. */
    record Answer(int status, String pod) {}

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Answer ask(String host, String path) {
        HttpRequest request = HttpRequest.newBuilder(Box.router().resolve(path))
                .header("Host", host)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The names of the pods that answer a number of requests, one after the other. */
    List<String> pods(String host, int requests) {
        List<String> pods = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Answer answer = ask(host, "/name");
            pods.add(answer.status() == 200 ? answer.pod() : "status " + answer.status());
        }
        return pods;
    }

    /** Host, with its port, of a route's URL. */
    static String host(String url) {
        return URI.create(url).getAuthority();
    }
}
