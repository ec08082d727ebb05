package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final List<ObjectNode> ALL =
            IntStream.range(0, 1000).mapToObj(i -> object("%04d".formatted(i))).toList();

    @Test
    void pagesHoldAThousandObjectsOnce() {
        List<ObjectNode> read = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            Listing page = Listing.of(ALL, target(Map.of("limit", "64", "continue", token)), 9 + pages);
            assertThat(page.version()).isEqualTo(9);
            assertThat(page.remaining()).isEqualTo(Math.max(0, 1000 - 64L * (pages + 1)));
            read.addAll(page.objects());
            token = page.next();
            pages++;
        } while (!token.isEmpty());
        assertThat(read).isEqualTo(ALL);
    }

    /** Chosen by names, pages are the same as those of the whole list, and nothing else is opened. */
    @Test
    void aChosenPageIsThatOfTheWholeList() {
        List<String> keys = ALL.stream().map(Listing::key).toList();
        String token = "";
        do {
            Target target = target(Map.of("limit", "64", "continue", token));
            Listing chosen = Listing.chosen(keys, target, 9, wanted -> {
                assertThat(wanted).hasSizeLessThanOrEqualTo(64);
                return ALL.stream()
                        .filter(object -> wanted.contains(Listing.key(object)))
                        .toList();
            });
            assertThat(chosen).isEqualTo(Listing.of(ALL, target, 9));
            token = chosen.next();
        } while (!token.isEmpty());
    }

    @Test
    void aForeignTokenIsABadRequest() {
        for (String token : List.of("x", "!!", "MTIz", "YTpi")) {
            assertThatThrownBy(() -> Listing.of(ALL, target(Map.of("continue", token)), 1))
                    .isInstanceOf(ApiFault.class);
        }
    }

    private static Target target(Map<String, String> query) {
        return new Target("", "v1", Optional.empty(), "pods", Optional.empty(), Optional.empty(), query);
    }

    private static ObjectNode object(String name) {
        ObjectNode object = Trees.object("v1", "Pod");
        object.putObject("metadata").put("namespace", "shop").put("name", name);
        return object;
    }
}
