package io.podspace.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Arguments of a benchmark: numbers by name, a choice of what it can measure, and a file for the figures. */
final class Options {
    private final Map<String, Integer> numbers;
    private final Map<String, String> words;
    private final Optional<Path> json;

    private Options(Map<String, Integer> numbers, Map<String, String> words, Optional<Path> json) {
        this.numbers = numbers;
        this.words = words;
        this.json = json;
    }

    /** @param otherwise every number that it takes, with its default */
    static Options of(String[] arguments, Map<String, Integer> otherwise) {
        return of(arguments, otherwise, List.of());
    }

    /** @param lists names of the options that take words, joined by commas */
    static Options of(String[] arguments, Map<String, Integer> otherwise, List<String> lists) {
        Map<String, Integer> numbers = new TreeMap<>(otherwise);
        Map<String, String> words = new TreeMap<>();
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (i + 1 == arguments.length
                    || !name.equals("json") && !otherwise.containsKey(name) && !lists.contains(name)) {
                throw new IllegalArgumentException(
                        "There are the options --json FILE, with a number %s, with words %s; not %s"
                                .formatted(
                                        String.join(", ", new TreeMap<>(otherwise).keySet()),
                                        String.join(", ", lists),
                                        arguments[i]));
            }
            if (name.equals("json")) {
                json = Optional.of(Path.of(arguments[i + 1]));
            } else if (lists.contains(name)) {
                words.put(name, arguments[i + 1]);
            } else {
                numbers.put(name, Integer.valueOf(arguments[i + 1]));
            }
        }
        return new Options(numbers, words, json);
    }

    Optional<Path> json() {
        return json;
    }

    int number(String name) {
        return numbers.get(name);
    }

    /**
     * Those of all that an option names, in their order; all of them when it is not given.
     *
     * @param word by which each is named
     */
    <T> List<T> chosen(String name, List<T> all, Function<T, String> word) {
        if (!words.containsKey(name)) {
            return all;
        }
        List<String> named = Arrays.asList(words.get(name).split(","));
        List<String> known = all.stream().map(word).toList();
        if (!known.containsAll(named)) {
            throw new IllegalArgumentException(
                    "--%s takes, joined by commas: %s".formatted(name, String.join(",", known)));
        }
        return all.stream().filter(each -> named.contains(word.apply(each))).toList();
    }
}
