package io.podspace.reconcile;

import io.podspace.host.ContainerSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What one pass gives to the making of its containers: as its deployment and its pods are recorded, under its epoch. The
 * ledger is asked only when an effect's turn comes.
 */
final class RecordedRecipe implements Creation.Recipe {
    private final String cluster;
    private final Ledger ledger;
    private final Optional<Wanted> wanted;
    private final Map<Long, PodRow> rows;
    private final long epoch;
    private final Map<Where, String> exact = new ConcurrentHashMap<>();

    private record Where(long host, long revision) {}

    /** @param rows of pods, by id */
    RecordedRecipe(String cluster, Ledger ledger, Optional<Wanted> wanted, Map<Long, PodRow> rows, long epoch) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.wanted = wanted;
        this.rows = rows;
        this.epoch = epoch;
    }

    @Override
    public String image(Action.Make make) {
        return switch (make) {
            case Action.Start start ->
                wanted.orElseThrow().template(rows.get(start.pod())).image();
            case Action.RunHook run -> wanted.orElseThrow().template().image();
        };
    }

    @Override
    public String exact(Action.Make make, Supplier<String> question) {
        return exact.computeIfAbsent(new Where(make.host(), revision(make)), where -> question.get());
    }

    @Override
    public String pin(Action.Make make, String digest) {
        return ledger.pin(epoch, revision(make), digest);
    }

    @Override
    public ContainerSpec spec(Action.Make make, String image) {
        Wanted wish = wanted.orElseThrow();
        Map<String, String> environment = ledger.environment(wish, revision(make));
        return switch (make) {
            case Action.Start start ->
                ContainerSpecs.of(cluster, wish, rows.get(start.pod()), image, environment, epoch);
            case Action.RunHook run -> {
                HookRow hook = wish.hooks().stream()
                        .filter(each -> each.id() == run.hook())
                        .findFirst()
                        .orElseThrow();
                yield ContainerSpecs.of(cluster, wish, hook, image, environment, epoch);
            }
        };
    }

    private long revision(Action.Make make) {
        return switch (make) {
            case Action.Start start -> rows.get(start.pod()).revision();
            case Action.RunHook run -> wanted.orElseThrow().revision();
        };
    }
}
