package io.podspace.simulation;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerProcessContract;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ExecResult;
import io.podspace.host.HostRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class SimulatedContainerDriverContractTest extends ContainerProcessContract {
    private final SimulatedContainerDriver driver = new SimulatedContainerDriver(TestClock.start(), "test");
    private final HostRef host = new HostRef(1, "one", URI.create("unix:///one"), "127.0.0.1");
    private final HostRef silent = new HostRef(2, "two", URI.create("unix:///two"), "127.0.0.1");

    @BeforeEach
    void prepare() {
        driver.cutOff(2);
        driver.load(1, image(), SimulatedImage.server("demo").answering(command -> switch (command.getFirst()) {
            case "cat" -> new ExecResult(0, "hello\n");
            default -> new ExecResult(1, "");
        }));
        driver.load(
                1,
                "ends:1",
                SimulatedImage.server("ends").exiting(Duration.ZERO, 3).printing(List.of("first", "last words")));
    }

    @Override
    protected ContainerDriver driver() {
        return driver;
    }

    @Override
    protected HostRef host() {
        return host;
    }

    @Override
    protected HostRef silentHost() {
        return silent;
    }

    @Override
    protected String cluster() {
        return "test";
    }

    @Override
    protected String image() {
        return "demo:1";
    }

    @Override
    protected ContainerSpec ending(String name) {
        ContainerSpec spec = spec(name);
        return new ContainerSpec(
                spec.name(),
                spec.labels(),
                "ends:1",
                List.of(),
                List.of(),
                spec.environment(),
                spec.workingDirectory(),
                spec.user(),
                spec.networks(),
                spec.limits(),
                List.of(),
                false,
                false);
    }

    @Override
    protected void intrude(String name) {
        driver.intrude(1, name);
    }

    @Override
    protected String addresses() {
        return "1";
    }
}
