package io.podspace.deployment;

import io.podspace.platform.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Says in words what a new template changes. Names of variables are told, their values never. */
final class TemplateChanges {
    private static final int LONGEST = 255;

    private TemplateChanges() {}

    /** @return a text of at most 255 characters; empty when nothing changes */
    static String between(PodTemplate old, PodTemplate next) {
        List<String> changes = new ArrayList<>();
        if (!old.image().equals(next.image())) {
            changes.add("image " + Names.shown(next.image()));
        }
        note(changes, "pull policy", old.pull(), next.pull());
        note(changes, "command", old.command(), next.command());
        note(changes, "arguments", old.arguments(), next.arguments());
        environment(changes, old.environment(), next.environment());
        note(changes, "variables from elsewhere", old.sources(), next.sources());
        note(changes, "ports", old.ports(), next.ports());
        note(changes, "resources", old.resources(), next.resources());
        note(changes, "working directory", old.workingDirectory(), next.workingDirectory());
        note(changes, "user", old.user(), next.user());
        note(changes, "stop grace", old.stopGraceSeconds(), next.stopGraceSeconds());
        note(changes, "pre-stop command", old.preStop(), next.preStop());
        note(changes, "checks", old.checks(), next.checks());
        String text = String.join(", ", changes);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static void note(List<String> changes, String what, Object old, Object next) {
        if (!old.equals(next)) {
            changes.add(what);
        }
    }

    private static void environment(List<String> changes, Map<String, String> old, Map<String, String> next) {
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(next.keySet());
        for (String name : names) {
            if (!Objects.equals(old.get(name), next.get(name))) {
                changes.add((next.containsKey(name) ? old.containsKey(name) ? "" : "+" : "-") + name);
            }
        }
        if (old.equals(next) && !List.copyOf(old.keySet()).equals(List.copyOf(next.keySet()))) {
            changes.add("order of the environment");
        }
    }
}
