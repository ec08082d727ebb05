package io.podspace.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Arguments of a benchmark: numbers by name, and a file for the figures. */
record Options(Map<String, Integer> numbers, Optional<Path> json) {
    /** @param otherwise every number that it takes, with its default */
    static Options of(String[] arguments, Map<String, Integer> otherwise) {
        Map<String, Integer> numbers = new TreeMap<>(otherwise);
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (i + 1 == arguments.length || !name.equals("json") && !otherwise.containsKey(name)) {
                throw new IllegalArgumentException("There are the options --json FILE and, each with a number, "
                        + String.join(", ", new TreeMap<>(otherwise).keySet()) + "; not " + arguments[i]);
            }
            if (name.equals("json")) {
                json = Optional.of(Path.of(arguments[i + 1]));
            } else {
                numbers.put(name, Integer.valueOf(arguments[i + 1]));
            }
        }
        return new Options(numbers, json);
    }

    int number(String name) {
        return numbers.get(name);
    }
}
