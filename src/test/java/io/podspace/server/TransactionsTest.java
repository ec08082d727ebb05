package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
@ArquillianTest
class TransactionsTest {
    private static final int PATIENCE_SECONDS = 60;

    @Inject
    Transactions transactions;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive deployment() {
        return Deployments.withTests();
    }

    @BeforeEach
    void twoRows() {
        rows.update("CREATE TABLE IF NOT EXISTS test_row (id INT PRIMARY KEY, value INT NOT NULL)");
        rows.update("DELETE FROM test_row");
        rows.update("INSERT INTO test_row (id, value) VALUES (1, 0), (2, 0)");
    }

    @Test
    void keepsWhatItReturnsFrom() {
        assertThat(transactions.write(() -> rows.update("UPDATE test_row SET value = 7")))
                .isEqualTo(2);
        assertThat(value(1)).isEqualTo(7);
    }

    @Test
    void keepsNothingOfWhatFails() {
        PodSpaceException refusal = new PodSpaceException(ErrorCode.EXHAUSTED, "no more");
        assertThatThrownBy(() -> transactions.write(() -> {
                    rows.update("UPDATE test_row SET value = 7");
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(value(1)).isZero();
        assertThat(transactions.active()).isFalse();
    }

    @Test
    void anInnerTransactionIsPartOfTheOuter() {
        assertThatThrownBy(() -> transactions.write(() -> {
                    transactions.write(() -> rows.update("UPDATE test_row SET value = 7"));
                    throw new IllegalStateException("later");
                }))
                .hasMessage("later");
        assertThat(value(1)).isZero();
    }

    @Test
    void readingKeepsNothing() {
        transactions.read(() -> rows.update("UPDATE test_row SET value = 7"));
        assertThat(value(1)).isZero();
    }

    @Test
    void aTakenKeyIsToldAsSuch() {
        assertThatThrownBy(
                        () -> transactions.write(() -> rows.update("INSERT INTO test_row (id, value) VALUES (1, 1)")))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    }

    /** Each has one row and wants the other's: the database gives one up, who does its work again. */
    @Test
    void aDeadlockIsRetriedUntilBothAreDone() throws Exception {
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = List.of(
                    threads.submit(() -> takeBoth(1, 2, bothHaveOne, attempts)),
                    threads.submit(() -> takeBoth(2, 1, bothHaveOne, attempts)));
            for (Future<?> one : both) {
                one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        assertThat(attempts).hasValue(3);
        assertThat(List.of(value(1), value(2))).containsExactly(2L, 2L);
    }

    private void takeBoth(int first, int second, CyclicBarrier bothHaveOne, AtomicInteger attempts) {
        transactions.write(() -> {
            boolean early = attempts.incrementAndGet() <= 2;
            rows.update("UPDATE test_row SET value = value + 1 WHERE id = ?", first);
            if (early) {
                meet(bothHaveOne);
            }
            rows.update("UPDATE test_row SET value = value + 1 WHERE id = ?", second);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other thread did not come", e);
        }
    }

    private long value(int id) {
        return rows.number("SELECT value FROM test_row WHERE id = ?", id);
    }
}
