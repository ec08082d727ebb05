package io.podspace.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What somebody looks for: an object is found when each of the words is in its name, in one of its labels
 * ({@code key=value}) or in another of its texts. Letters count the same, small or capital. Pure.
 */
record Search(List<String> words) {
    /** @param text as typed; blank finds everything */
    static Search of(String text) {
        return new Search(Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    boolean finds(Map<String, String> labels, Stream<String> texts) {
        List<String> all = Stream.concat(
                        texts, labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        return words.stream().allMatch(word -> all.stream().anyMatch(text -> text.contains(word)));
    }
}
