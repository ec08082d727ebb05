package io.podspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.podspace.server.BoundaryCalls;
import io.podspace.server.CalledObjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Deny by default: every public method of every public bean that lives as long as the application is a boundary's, and
 * then {@link BoundaryCalls} says who may call it; or its class is one of the platform's own, named here.
 */
class BoundariesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.podspace");

    /** No user's wish reaches them but through a boundary; none checks a permission. */
    private static final Map<String, String> PLATFORM = Map.ofEntries(
            Map.entry("activity.Announcements", "writes what a boundary did"),
            Map.entry("configuration.Variables", "fills in variables for starts"),
            Map.entry("deployment.RevisionTemplates", "opens templates for the reconcilers"),
            Map.entry("docker.DockerContainerDriver", "port"),
            Map.entry("haproxy.HaproxyProxyDriver", "port"),
            Map.entry("haproxy.PlatformTls", "the platform's own certificate"),
            Map.entry("host.HostKeeper", "runs the watches"),
            Map.entry("host.LiveHosts", "hosts for the platform"),
            Map.entry("image.RegistryLogins", "opens credentials for pulls"),
            Map.entry("platform.ResourceVersions", "numbers"),
            Map.entry("platform.Transactions", "transactions"),
            Map.entry("pod.RelaySweep", "a tick"),
            Map.entry("project.LiveProjects", "holds projects for other boundaries"),
            Map.entry("reconcile.Cleaner", "a tick"),
            Map.entry("reconcile.Lease", "who acts"),
            Map.entry("reconcile.Sweep", "a tick"),
            Map.entry("reconcile.LiveResults", "what checks said, for a boundary"),
            Map.entry("reconcile.LiveTraffic", "what was counted, for a boundary"),
            Map.entry("route.Certificates", "keeps certificates for a boundary"),
            Map.entry("security.BearerWork", "in the name of a token"),
            Map.entry("security.Permissions", "what boundaries ask"),
            Map.entry("security.Secrets", "seals for boundaries"),
            Map.entry("security.SystemWork", "the platform's own name"),
            Map.entry("service.LiveServices", "holds services for other boundaries"),
            Map.entry("service.RotationView", "what proxies said"),
            Map.entry("service.Traffic", "what proxies counted"));

    @Test
    void everyPublicMethodOfABoundaryHasARule() {
        Set<String> methods = boundaries()
                .flatMap(type -> type.getMethods().stream())
                .filter(BoundariesTest::isPublic)
                .map(BoundariesTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ruled()).as("rules in BoundaryCalls").isEqualTo(methods);
    }

    @Test
    void whatIsNoBoundaryIsThere() {
        Set<String> beans = beans().map(BoundariesTest::inRoom).collect(Collectors.toSet());
        assertThat(beans).containsAll(PLATFORM.keySet());
    }

    private static Set<String> ruled() {
        BoundaryCalls calls = new BoundaryCalls();
        CalledObjects none = new CalledObjects(0, "", 0, 0, 0, 0, 0, "", "", "", 0);
        return Stream.concat(
                        calls.calls(none).stream().map(BoundaryCalls.Call::method),
                        BoundaryCalls.exempt().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaClass> boundaries() {
        return beans().filter(type -> !PLATFORM.containsKey(inRoom(type)));
    }

    /** Edges are no boundaries: they are reached from outside and ask the boundaries themselves. */
    private static Stream<JavaClass> beans() {
        return HOUSE.stream()
                .filter(type -> type.isAnnotatedWith(ApplicationScoped.class))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type ->
                        !Set.of("console", "schedule", "api", "terminal").contains(room(type)));
    }

    private static boolean isPublic(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** As {@link BoundaryCalls.Call#method}. */
    private static String name(JavaMethod method) {
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        long same = method.getOwner().getMethods().stream()
                .filter(BoundariesTest::isPublic)
                .filter(other -> other.getName().equals(method.getName()))
                .count();
        return same == 1
                ? name
                : name
                        + method.getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String inRoom(JavaClass type) {
        return room(type) + "." + type.getSimpleName();
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }
}
