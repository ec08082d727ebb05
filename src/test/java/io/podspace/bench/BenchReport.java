package io.podspace.bench;

import io.podspace.platform.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The outcome of a benchmark, as a table for people and as JSON for comparison over time. */
record BenchReport(String bench, List<Figure> figures, List<Goal> goals, List<String> notes) {

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%-20s %-34s %-9s %10s %10s %10s%n", "arm", "figure", "unit", "median", "min", "max");
        for (Figure f : figures) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %-34s %-9s %10.2f %10.2f %10.2f%n",
                    f.arm(),
                    f.name(),
                    f.unit(),
                    f.median(),
                    f.min(),
                    f.max());
        }
        out.println();
        for (Goal g : goals) {
            out.printf(
                    Locale.ROOT,
                    "%-7s %-60s limit %8.2f  value %8.2f%n",
                    g.met() ? "met" : "NOT MET",
                    g.name(),
                    g.limit(),
                    g.value());
        }
        notes.forEach(note -> out.println("note: " + note));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, Json.write(this) + "\n");
    }
}
