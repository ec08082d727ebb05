package io.podspace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bench api [--calls N] [--lists N] [--watches N] [--rate N] [--seconds N] [--json FILE]}: the API under one client
 * after another, with simulated pods, then under many watches. The peer serves the bytes of the longest list from memory.
 */
public final class ApiBench {
    private static final List<Integer> SIZES = List.of(100, 1000, 5000);
    private static final int PODS_OF_EACH = 100;
    private static final String DEPLOYMENT = """
            {"metadata":{"name":"%s"},"spec":{"replicas":100,"selector":{"matchLabels":{"app":"%s"}},"template":{
            "metadata":{"labels":{"app":"%s"}},"spec":{"containers":[{"name":"web","image":"demo:1",
            "env":[{"name":"A","value":"1"}],"ports":[{"containerPort":8080}]}]}}}}""";

    private final ApiClient api;
    private final Options options;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ApiBench(ApiClient api, Options options) {
        this.api = api;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options =
                Options.of(arguments, Map.of("calls", 300, "lists", 30, "watches", 200, "rate", 20, "seconds", 20));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        ApiBench bench = new ApiBench(new ApiClient(Path.of(box.kubeconfig())), options);
        try (SimulatedRows rows = new SimulatedRows(
                System.getenv("PODSPACE_BENCH_DATABASE"), System.getenv("PODSPACE_BENCH_DATABASE_PASSWORD"))) {
            rows.stopActing();
            bench.prepare(rows);
            bench.single();
            bench.lists();
            bench.watches(Path.of(box.home()));
        }
        BenchReport report = new BenchReport("api", bench.figures, bench.goals, bench.notes);
        report.print(System.out);
        if (options.json().isPresent()) {
            report.write(options.json().get());
        }
    }

    private void prepare(SimulatedRows rows) throws Exception {
        List<Double> creations = new ArrayList<>();
        for (int size : SIZES) {
            project("api-" + size);
            for (int i = 0; i < size / PODS_OF_EACH; i++) {
                String body = DEPLOYMENT.replace("%s", "d" + i);
                creations.add(timed(() -> api.call("POST", deployments(size), body)));
            }
            int made = rows.podsOf("api-" + size);
            if (made != size) {
                throw new IllegalStateException("%d rows of pods instead of %d".formatted(made, size));
            }
        }
        project("api-watch");
        figure("create deployment", creations);
        goals.add(Goal.atMost("create deployment, p99 (ms)", 1000, Figure.quantile(creations, 0.99)));
    }

    private void project(String name) throws Exception {
        api.call("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
    }

    /** In the project of 1,000 pods. */
    private void single() throws Exception {
        int calls = options.number("calls");
        String maps = "/api/v1/namespaces/api-1000/configmaps";
        reads("get deployment", calls, () -> api.get(deployments(1000) + "/d3"));
        reads("get pod", calls, () -> api.get("/api/v1/namespaces/api-1000/pods/d3-7"));
        int[] number = {0};
        writes(
                "create config map",
                calls,
                () -> api.call(
                        "POST",
                        maps,
                        "{\"metadata\":{\"name\":\"m%d\"},\"data\":{\"a\":\"b\"}}".formatted(number[0]++)));
        reads("get config map", calls, () -> api.get(maps + "/m7"));
        writes(
                "patch config map",
                calls,
                () -> api.call("PATCH", maps + "/m7", "{\"data\":{\"a\":\"%d\"}}".formatted(number[0]++)));
        writes(
                "patch deployment",
                calls,
                () -> api.call(
                        "PATCH",
                        deployments(1000) + "/d5",
                        "{\"metadata\":{\"labels\":{\"a\":\"%d\"}}}".formatted(number[0]++)));
        writes(
                "scale",
                calls,
                () -> api.call(
                        "PATCH",
                        deployments(1000) + "/d6/scale",
                        "{\"spec\":{\"replicas\":%d}}".formatted(number[0]++ % 90)));
    }

    private static String deployments(int size) {
        return "/apis/apps/v1/namespaces/api-%d/deployments".formatted(size);
    }

    private void reads(String name, int calls, Callable<?> call) throws Exception {
        goals.add(Goal.atMost(name + ", p99 (ms)", 100, Figure.quantile(measured(name, calls, call), 0.99)));
    }

    private void writes(String name, int calls, Callable<?> call) throws Exception {
        goals.add(Goal.atMost(name + ", p99 (ms)", 1000, Figure.quantile(measured(name, calls, call), 0.99)));
    }

    private List<Double> measured(String name, int calls, Callable<?> call) throws Exception {
        for (int i = 0; i < calls / 10; i++) { // not counted
            call.call();
        }
        List<Double> samples = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            samples.add(timed(call));
        }
        figure(name, samples);
        return samples;
    }

    private void lists() throws Exception {
        byte[] longest = {};
        for (int size : SIZES) {
            String path = "/api/v1/namespaces/api-%d/pods".formatted(size);
            List<Double> samples =
                    measured("list %d pods".formatted(size), options.number("lists"), () -> api.get(path));
            longest = api.get(path).toString().getBytes(StandardCharsets.UTF_8);
            if (size == SIZES.getLast()) {
                goals.add(Goal.atMost("list %d pods, p99 (ms)".formatted(size), 1000, Figure.quantile(samples, 0.99)));
            }
        }
        fromMemory(longest);
    }

    /** The same bytes, by the simplest server that there is. */
    private void fromMemory(byte[] body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .build();
            ObjectMapper json = new ObjectMapper();
            List<Double> samples = new ArrayList<>();
            for (int i = 0; i < options.number("lists"); i++) {
                samples.add(timed(() -> json.readTree(
                        client.send(request, BodyHandlers.ofByteArray()).body())));
            }
            figures.add(Figure.of("memory", "list of %d KB".formatted(body.length / 1024), "ms", samples));
        } finally {
            server.stop(0);
        }
    }

    private void watches(Path home) throws Exception {
        double before = memory(home);
        int watches = options.number("watches");
        List<Double> delivered =
                new WatchLoad(api, "api-watch").run(watches, options.number("rate"), options.number("seconds"));
        figure("delivery to %d watches".formatted(watches), delivered);
        figures.add(Figure.of("podspace", "memory before watches", "MB", List.of(before)));
        figures.add(Figure.of("podspace", "memory with watches", "MB", List.of(memory(home))));
        goals.add(Goal.atMost("watch delivery, p99 (ms)", 500, Figure.quantile(delivered, 0.99)));
        notes.add("%d events at %d watches".formatted(delivered.size(), watches));
    }

    /** Resident memory of the server, in MB. */
    private static double memory(Path home) throws Exception {
        String pid = Files.readString(home.resolve("run/console.pid")).strip().split("\\s+")[0];
        Matcher resident =
                Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(Path.of("/proc", pid, "status")));
        if (!resident.find()) {
            throw new IllegalStateException("The server's memory is not known");
        }
        return Double.parseDouble(resident.group(1)) / 1024;
    }

    private void figure(String name, List<Double> samples) {
        figures.add(Figure.of("podspace", name, "ms", samples));
        notes.add("%s: p99 %.1f ms".formatted(name, Figure.quantile(samples, 0.99)));
    }

    private static double timed(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e6;
    }
}
