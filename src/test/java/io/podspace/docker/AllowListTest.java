package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerSpec.Limits;
import io.podspace.host.ContainerSpec.PublishedPort;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares what the engine reports of our containers with a container made from the same image by defaults: only what the
 * allow-list sets may differ, and only so. A field that this test does not know (a newer engine) fails it until somebody
 * has read what the field means and put it into {@link EngineFields}.
 */
@Tag("engine")
class AllowListTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HostRef host = TrialEngine.host();
    private final String cluster = TrialEngine.cluster();
    private final int second = ThreadLocalRandom.current().nextInt(200, 250);
    private final DockerContainerDriver driver = new DockerContainerDriver(cluster, Path.of(""), Clock.systemUTC());
    private final DockerHttpClient raw =
            new ApacheDockerHttpClient.Builder().dockerHost(host.endpoint()).build();

    @BeforeEach
    void networks() {
        driver.ensureNetwork(host, network("one", 1));
        driver.ensureNetwork(host, network("two", 2));
    }

    @AfterEach
    void clean() throws IOException {
        if (driver.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> driver.remove(host, container.id()));
        }
        driver.networks(host).forEach(network -> driver.removeNetwork(host, network));
        driver.close();
        raw.close();
    }

    @Test
    void aPodDiffersFromTheDefaultsOnlyAsAllowed() throws IOException {
        assertAllowed(
                pod(),
                Map.of(
                        "CpuShares", "102",
                        "Memory", "67108864",
                        "MemorySwap", "67108864",
                        "NanoCpus", "500000000",
                        "NetworkMode", quoted(network("one")),
                        "PidsLimit", "64"),
                Map.of(
                        "Cmd", "[\"sleep 60\"]",
                        "Entrypoint", "[\"sh\",\"-c\"]",
                        "User", "\"1234\"",
                        "WorkingDir", "\"/tmp\""));
    }

    @Test
    void aBalancerDiffersOnlyAsAllowed() throws IOException {
        ContainerSpec balancer = spec(
                TrialEngine.proxyImage(),
                List.of(),
                List.of(),
                List.of(on("one", Optional.of("10." + second + ".1.200"))),
                List.of(new PublishedPort(8443, "127.0.0.1", 0)),
                false,
                true);
        assertAllowed(balancer, proxy("", "8443"), user());
    }

    @Test
    void aRouterDiffersOnlyAsAllowed() throws IOException {
        int port = TrialRegistry.freePort();
        ContainerSpec router = spec(
                TrialEngine.proxyImage(),
                List.of(),
                List.of(),
                List.of(on("one", Optional.empty()), on("two", Optional.empty())),
                List.of(new PublishedPort(8080, "127.0.0.1", port)),
                false,
                true);
        assertAllowed(router, proxy(Integer.toString(port), "8080"), user());
    }

    @Test
    void aRelayHasThePodsNetworkAndNothingElseOfIt() throws IOException {
        ContainerSpec pod = pod();
        String id = driver.create(host, pod);
        JsonNode relay = inspect(driver.create(host, beside(pod.name())));
        assertThat(relay.get("HostConfig").get("NetworkMode").asText()).isEqualTo("container:" + id);
        assertThat(relay.get("HostConfig").get("PidMode").asText()).isEmpty();
        assertThat(relay.get("HostConfig").get("IpcMode").asText()).isEqualTo("private");
        assertThat(relay.get("HostConfig").get("UTSMode").asText()).isEmpty();
        assertThat(relay.get("HostConfig").get("Privileged").asBoolean()).isFalse();
        assertThat(relay.get("Mounts")).isEmpty();
        assertThat(capabilities(relay)).isNotEmpty();
    }

    @Test
    void noContainerOfSomebodyElseIsJoined() {
        assertThatThrownBy(() -> driver.create(host, beside("somebody-elses")))
                .isInstanceOfSatisfying(PodSpaceException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.NOT_FOUND));
    }

    private ContainerSpec pod() {
        return spec(
                TrialEngine.demoImage(),
                List.of("sh", "-c"),
                List.of("sleep 60"),
                List.of(on("one", Optional.empty())),
                List.of(),
                true,
                false);
    }

    private ContainerSpec beside(String container) {
        return new ContainerSpec(
                "ps-" + cluster + "-relay",
                Map.of(Labels.CLUSTER, cluster, Labels.KIND, "relay"),
                TrialEngine.proxyImage(),
                List.of("sleep", "60"),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Limits(10, 0, 64 << 20, 64),
                List.of(),
                true,
                false,
                Optional.empty(),
                Optional.of(container));
    }

    @Test
    void insideTheProcessIsConfined() {
        ContainerSpec pod = spec(TrialEngine.demoImage(), List.of(), List.of(), List.of(), List.of(), false, false);
        driver.start(host, driver.create(host, pod));
        String status = driver.exec(host, pod.name(), List.of("cat", "/proc/1/status"), Duration.ofSeconds(10))
                .output();
        assertThat(status).containsPattern("NoNewPrivs:\\s+1").containsPattern("Seccomp:\\s+2");
        // CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, NET_BIND_SERVICE, SYS_CHROOT, SETFCAP
        assertThat(status).containsPattern("CapBnd:\\s+00000000800405fb");
        assertThat(driver.exec(
                                host,
                                pod.name(),
                                List.of("cat", "/proc/sys/net/ipv4/ip_forward"),
                                Duration.ofSeconds(10))
                        .output())
                .isEqualTo("0\n");
    }

    private void assertAllowed(ContainerSpec spec, Map<String, String> allowedHost, Map<String, String> allowedConfig)
            throws IOException {
        JsonNode ours = inspect(driver.create(host, spec));
        JsonNode plain = inspect(plain(spec.image()));

        Map<String, String> hostConfig = new TreeMap<>(allowedHost);
        hostConfig.put("CapAdd", capabilities(ours));
        hostConfig.put("CapDrop", "[\"ALL\"]");
        hostConfig.put("SecurityOpt", "[\"no-new-privileges\"]");
        String log = "{\"Type\":\"json-file\",\"Config\":{\"max-file\":\"2\",\"max-size\":\"10m\"}}";
        assertThat(ours.get("HostConfig").get("LogConfig")).hasToString(log);
        hostConfig.put("LogConfig", log);
        Map<String, String> different = EngineFields.differences(
                ours.get("HostConfig"), plain.get("HostConfig"), EngineFields.KNOWN_HOST, hostConfig.keySet());
        // An engine may give the same limits to everybody, as that of a box does; then there is no difference.
        different.put("LogConfig", log);
        assertThat(different).containsExactlyInAnyOrderEntriesOf(hostConfig);

        Map<String, String> seen = EngineFields.differences(
                ours.get("Config"),
                plain.get("Config"),
                EngineFields.KNOWN_CONFIG,
                Set.of(
                        "Cmd",
                        "Entrypoint",
                        "Env",
                        "ExposedPorts",
                        "Hostname",
                        "Image",
                        "Labels",
                        "User",
                        "WorkingDir"));
        assertThat(seen.remove("Labels")).contains("\"pod\"");
        assertThat(seen.remove("Hostname"))
                .isEqualTo(quoted(ours.get("Id").asText().substring(0, 12)));
        assertThat(seen.remove("Env")).contains("\"GREETING=hello world\"");
        seen.remove("ExposedPorts"); // only a note; what is published is in PortBindings
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(allowedConfig);

        assertThat(ours.get("Mounts")).isEmpty();
        assertThat(ours.get("AppArmorProfile")).isEqualTo(plain.get("AppArmorProfile"));
        assertThat(EngineFields.names(ours.get("NetworkSettings").get("Networks")))
                .containsExactlyInAnyOrderElementsOf(
                        spec.networks().stream().map(NetworkAttachment::network).toList());
    }

    private Map<String, String> proxy(String hostPort, String containerPort) {
        return Map.of(
                "CpuShares", "102",
                "Memory", "67108864",
                "MemorySwap", "67108864",
                "NanoCpus", "500000000",
                "NetworkMode", quoted(network("one")),
                "PidsLimit", "64",
                "PortBindings",
                        "{\"%s/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"%s\"}]}"
                                .formatted(containerPort, hostPort),
                "RestartPolicy", "{\"Name\":\"unless-stopped\",\"MaximumRetryCount\":0}",
                "Sysctls", "{\"net.ipv4.ip_forward\":\"0\"}");
    }

    private static Map<String, String> user() {
        return Map.of("User", "\"1234\"", "WorkingDir", "\"/tmp\"");
    }

    /** The engine may write names with or without the prefix; the set is what counts. */
    private static String capabilities(JsonNode ours) {
        Set<String> names = new TreeSet<>();
        ours.get("HostConfig")
                .get("CapAdd")
                .forEach(each -> names.add(each.asText().replaceFirst("^CAP_", "")));
        assertThat(names)
                .containsExactly(
                        "CHOWN",
                        "DAC_OVERRIDE",
                        "FOWNER",
                        "FSETID",
                        "KILL",
                        "NET_BIND_SERVICE",
                        "SETFCAP",
                        "SETGID",
                        "SETPCAP",
                        "SETUID",
                        "SYS_CHROOT");
        return ours.get("HostConfig").get("CapAdd").toString();
    }

    private String plain(String image) throws IOException {
        String body = JSON.writeValueAsString(
                Map.of("Image", image, "Labels", Map.of(Labels.CLUSTER, cluster), "HostConfig", Map.of()));
        return call(DockerHttpClient.Request.Method.POST, "/containers/create", body)
                .get("Id")
                .asText();
    }

    private JsonNode inspect(String id) throws IOException {
        return call(DockerHttpClient.Request.Method.GET, "/containers/" + id + "/json", null);
    }

    private JsonNode call(DockerHttpClient.Request.Method method, String path, String body) throws IOException {
        DockerHttpClient.Request.Builder request =
                DockerHttpClient.Request.builder().method(method).path(path);
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(body.getBytes(StandardCharsets.UTF_8));
        }
        try (DockerHttpClient.Response response = raw.execute(request.build());
                InputStream answer = response.getBody()) {
            return JSON.readTree(answer);
        }
    }

    private ContainerSpec spec(
            String image,
            List<String> command,
            List<String> arguments,
            List<NetworkAttachment> networks,
            List<PublishedPort> publish,
            boolean forwarding,
            boolean restart) {
        return new ContainerSpec(
                "ps-" + cluster + "-it",
                Map.of(Labels.CLUSTER, cluster, Labels.KIND, "pod"),
                image,
                command,
                arguments,
                Map.of("GREETING", "hello world"),
                Optional.of("/tmp"),
                Optional.of("1234"),
                networks,
                new Limits(100, 500, 64 << 20, 64),
                publish,
                forwarding,
                restart);
    }

    private NetworkSpec network(String name, int third) {
        String start = "10." + second + "." + third + ".0";
        return new NetworkSpec(
                network(name), "bridge", start + "/24", start + "/25", true, Map.of(Labels.CLUSTER, cluster));
    }

    private NetworkAttachment on(String name, Optional<String> address) {
        return new NetworkAttachment(network(name), address, List.of("alias"));
    }

    private String network(String name) {
        return "ps-" + cluster + "-net-" + name;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
