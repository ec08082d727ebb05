package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the router as a visitor of a route does: a plain client that names the route's host. */
final class Router {
    /**
     * An answer, with the pod that gave it.
     *
     * @param since when that pod began to listen, which tells pods of one name apart; empty: an answer of nobody's
     */
    record Answer(int status, String pod, String since) {}

    private final HttpClient client;

    Router() {
        client = client().build();
    }

    private Router(CookieHandler cookies) {
        client = client().cookieHandler(cookies).build();
    }

    /** One visitor, who keeps the cookies that he is given. */
    static Router withCookies() {
        return new Router(new CookieManager());
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    }

    Answer ask(String host, String path) {
        HttpRequest request = HttpRequest.newBuilder(Box.router().resolve(path))
                .header("Host", host)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().strip(),
                    response.headers().firstValue("X-Listening-Since").orElse(""));
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
