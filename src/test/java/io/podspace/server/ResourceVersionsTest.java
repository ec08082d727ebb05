package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.project.NewProject;
import io.podspace.project.Projects;
import io.podspace.security.SystemWork;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a watcher relies on: whoever asks again and again for what is newer than the newest seen, misses nothing, however
 * many write at the same time.
 */
@Tag("server")
@ArquillianTest
class ResourceVersionsTest {
    private static final long SEED = 51;
    private static final int WRITERS = 6;
    private static final int CHANGES = 40;
    private static final int PATIENCE_SECONDS = 120;

    @Inject
    Transactions transactions;

    @Inject
    ResourceVersions versions;

    @Inject
    Projects projects;

    @Inject
    SystemWork system;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive deployment() {
        return Deployments.withTests();
    }

    @Test
    void aNumberIsTakenOnlyInATransaction() {
        assertThatThrownBy(versions::next).isInstanceOf(IllegalStateException.class);
        long first = transactions.write(versions::next);
        assertThat(transactions.write(versions::next)).isGreaterThan(first);
    }

    @Test
    void aChangedEntityIsNumberedWhenItsTransactionCommits() {
        long id = create();
        long created = version(id);
        system.run(() -> projects.rename(id, "Another name"));
        // The reconcilers of the same server take numbers too, so the counter may be further on by now.
        assertThat(version(id))
                .isGreaterThan(created)
                .isLessThanOrEqualTo(rows.number("SELECT value FROM resource_counter"));
    }

    @Test
    void aWatcherMissesNothing() throws Exception {
        List<Long> ids = IntStream.range(0, WRITERS).mapToObj(i -> create()).toList();
        Map<Long, Long> seen = new HashMap<>();
        long[] newest = {rows.number("SELECT value FROM resource_counter")};
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(SEED + i);
                writers.add(threads.submit(() -> change(ids, random)));
            }
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                watch(newest, seen);
            }
            for (Future<?> writer : writers) {
                writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        watch(newest, seen);
        assertThat(seen)
                .isEqualTo(rows.pairs("SELECT id, resource_version FROM project WHERE id >= ?", ids.getFirst()));
    }

    /** By entity or by plain SQL, to any of the rows. */
    private void change(List<Long> ids, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            long id = ids.get(random.nextInt(ids.size()));
            String name = "Name " + random.nextInt();
            if (random.nextBoolean()) {
                system.run(() -> transactions.write(() -> projects.rename(id, name)));
            } else {
                transactions.write(() -> {
                    rows.update("UPDATE project SET display_name = ?, version = version + 1 WHERE id = ?", name, id);
                    rows.update("UPDATE project SET resource_version = ? WHERE id = ?", versions.next(), id);
                });
            }
        }
    }

    private void watch(long[] newest, Map<Long, Long> seen) {
        Map<Long, Long> changed = rows.pairs(
                "SELECT id, resource_version FROM project WHERE resource_version > ? ORDER BY resource_version",
                newest[0]);
        seen.putAll(changed);
        changed.values().forEach(version -> newest[0] = version);
    }

    private long create() {
        String name = "p-" + UUID.randomUUID().toString().substring(0, 8);
        return system.call(() -> projects.create(new NewProject(name, name))).id();
    }

    private long version(long id) {
        return rows.number("SELECT resource_version FROM project WHERE id = ?", id);
    }
}
