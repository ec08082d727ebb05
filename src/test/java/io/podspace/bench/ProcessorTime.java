package io.podspace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Processor seconds that the machine and the parts of a box have used so far, as {@code proc(5)} tells. The machine's
 * contain those of processes that have ended since, such as what starts containers.
 *
 * @param seconds by part; "all" is the machine
 */
record ProcessorTime(Map<String, Double> seconds) {
    private static final double TICKS = 100;
    private static final Path PROC = Path.of("/proc");

    /** @param home of the box */
    static ProcessorTime now(Path home) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("all", machine());
        seconds.put("engine", named(List.of("dockerd", "containerd")));
        seconds.put("server", of(home, "console"));
        seconds.put("server, compiling", compiling(home));
        seconds.put("database", of(home, "database"));
        seconds.put("proxies", named(List.of("haproxy")));
        seconds.put("starting containers", starting());
        seconds.put("pods", named(List.of("demo")));
        seconds.put("bench", used(PROC.resolve("self")));
        return new ProcessorTime(seconds);
    }

    ProcessorTime minus(ProcessorTime before) {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds.forEach((part, time) -> used.put(part, time - before.seconds.get(part)));
        return new ProcessorTime(used);
    }

    private static double machine() {
        String[] ticks =
                read(PROC.resolve("stat")).lines().findFirst().orElseThrow().split(" +");
        double busy = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            busy += Double.parseDouble(ticks[i]);
        }
        return busy / TICKS;
    }

    private static double of(Path home, String part) {
        return used(process(home, part));
    }

    private static double compiling(Path home) {
        return children(process(home, "console").resolve("task")).stream()
                .filter(thread -> read(thread.resolve("comm")).matches("C[12] CompilerThre\\s*"))
                .mapToDouble(ProcessorTime::used)
                .sum();
    }

    private static double named(List<String> names) {
        return sum(is(names), ProcessorTime::used);
    }

    /** What the engine has others do: the runtime and its hooks, counted where they are waited for. */
    private static double starting() {
        return sum(is(List.of("dockerd", "containerd", "containerd-shim")), ProcessorTime::usedByChildren)
                + named(List.of("containerd-shim"));
    }

    private static double sum(Predicate<Path> which, ToDoubleFunction<Path> time) {
        return children(PROC).stream().filter(which).mapToDouble(time).sum();
    }

    private static Predicate<Path> is(List<String> names) {
        return process -> names.contains(read(process.resolve("comm")).strip());
    }

    private static Path process(Path home, String part) {
        return PROC.resolve(
                read(home.resolve("run").resolve(part + ".pid")).strip().split(" ")[0]);
    }

    /** User and system time. */
    private static double used(Path process) {
        return ticks(process, 11);
    }

    /** Of children that have ended and were waited for, and theirs. */
    private static double usedByChildren(Path process) {
        return ticks(process, 13);
    }

    private static double ticks(Path process, int first) {
        String[] fields = fields(process);
        return fields.length == 0
                ? 0
                : (Double.parseDouble(fields[first]) + Double.parseDouble(fields[first + 1])) / TICKS;
    }

    /** From the state on, which follows the name; that stands in parentheses and may contain anything. Empty: it has ended. */
    private static String[] fields(Path process) {
        String stat = read(process.resolve("stat"));
        return stat.isEmpty()
                ? new String[0]
                : stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when the process has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if ("No such process".equals(e.getMessage())) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
