package io.podspace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the rooms, as the package notes tell them. A new room says here what it may use. */
class WallsTest {
    private static final String ROOT = "io.podspace.";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.podspace");

    /** Rooms to the rooms that they may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            room("platform"),
            room("security", "platform"),
            room("activity", "security", "platform"),
            room("project", "activity", "security", "platform"),
            room("host", "security", "platform"),
            room("image", "project", "activity", "host", "security", "platform"),
            room("health", "platform"),
            room("configuration", "project", "activity", "security", "platform"),
            room("pod", "deployment", "activity", "host", "security", "platform"),
            room("deployment", "health", "configuration", "project", "image", "activity", "security", "platform"),
            room("autoscale", "deployment", "project", "activity", "security", "platform"),
            room("service", "health", "project", "activity", "host", "pod", "security", "platform"),
            room("route", "health", "service", "project", "activity", "security", "platform"),
            room("placement", "host"),
            room("catalog", "health", "deployment", "security", "platform"),
            room("application", "deployment", "service", "route", "project", "security", "platform"),
            room("docker", "host", "platform"),
            room("haproxy", "health", "service", "host", "platform"),
            room(
                    "reconcile",
                    "deployment",
                    "configuration",
                    "health",
                    "pod",
                    "host",
                    "placement",
                    "service",
                    "route",
                    "project",
                    "image",
                    "activity",
                    "security",
                    "platform"),
            room("report", "*"),
            room("schedule", "*"),
            room("api", "*"),
            room("console", "*"));

    private static final Set<String> EDGES = Set.of("api", "console", "schedule");

    /** Decisions, which a test must be able to repeat: everything they know comes in as an argument. */
    private static final Set<String> PURE = Set.of(
            "placement.*",
            "health.*",
            "reconcile.BalancerHosts",
            "reconcile.Planner",
            "reconcile.Plan",
            "reconcile.Snapshot",
            "reconcile.Draft",
            "reconcile.Endings",
            "reconcile.Restarts",
            "reconcile.RestartDelay",
            "reconcile.StatusRule",
            "reconcile.StartFailures",
            "reconcile.Strangers",
            "reconcile.Subnets",
            "reconcile.ContainerSpecs",
            "haproxy.ConfigText",
            "haproxy.Changes",
            "haproxy.Layouts",
            "haproxy.LayoutText",
            "haproxy.RuntimeText",
            "security.AccountRules",
            "security.OpenPaths",
            "security.Origins",
            "security.ReturnPath",
            "security.SlowDown");

    private static final DescribedPredicate<JavaClass> PURE_CLASSES = describe("are pure", type -> PURE.stream()
            .anyMatch(name -> name.endsWith(".*")
                    ? type.getPackageName().equals(ROOT + name.substring(0, name.length() - 2))
                    : outermost(type).getName().equals(ROOT + name)));

    @Test
    void everyRoomSaysWhatItMayUse() {
        Set<String> rooms = HOUSE.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT))
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAY_USE.keySet()).containsAll(rooms);
    }

    @Test
    void roomsUseOnlyWhatTheyMay() {
        MAY_USE.forEach((room, others) -> {
            String[] allowed = Stream.concat(Stream.of(room), others.contains("*") ? inner() : others.stream())
                    .map(name -> ROOT + name)
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(ROOT + room))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.podspace..").and(not(resideInAnyPackage(allowed))))
                    .allowEmptyShould(true)
                    .check(HOUSE);
        });
    }

    @Test
    void noRoomsGoInCircles() {
        slices().matching("io.podspace.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void librariesStayInTheirRooms() {
        only("docker", "com.github.dockerjava..");
        only("console", "jakarta.faces..", "org.primefaces..");
        only("schedule", "org.quartz..");
        only("security", "org.apache.shiro..");
        only("platform", "org.flywaydb..");
        only("api", "io.fabric8..", "io.undertow..");
    }

    @Test
    void decisionsArePure() {
        noClasses()
                .that(PURE_CLASSES)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "javax.net..",
                        "java.net.http..",
                        "java.nio.channels.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Socket.class, ServerSocket.class, Clock.class)
                .check(HOUSE);
        noClasses()
                .that(PURE_CLASSES)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void timeComesInAtTheEdges() {
        noClasses()
                .that(not(resideInAPackage(ROOT + "console")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        classes()
                .that(not(describe("are anonymous", JavaClass::isAnonymousClass)))
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .check(HOUSE);
    }

    private static void only(String room, String... library) {
        noClasses()
                .that(not(resideInAPackage(ROOT + room)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .check(HOUSE);
    }

    private static Stream<String> inner() {
        return MAY_USE.keySet().stream().filter(name -> !EDGES.contains(name));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(WallsTest::outermost).orElse(type);
    }

    private static Map.Entry<String, Set<String>> room(String name, String... others) {
        return Map.entry(name, Arrays.stream(others).collect(Collectors.toSet()));
    }
}
