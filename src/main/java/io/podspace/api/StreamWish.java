package io.podspace.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a session shall carry, as the query says.
 *
 * @param command its words; empty for what is only attached to
 */
record StreamWish(List<String> command, boolean input, boolean output, boolean errors, boolean tty) {
    private static final int MOST_WORDS = 1000;

    /**
     * @param query of the address: a parameter may be there more than once
     * @throws ApiFault 400 when nothing is to be carried, or there is no command to run
     */
    static StreamWish of(Target target, String query, boolean runs) {
        List<String> command = runs ? all(query, "command") : List.of();
        boolean tty = target.flag("tty");
        StreamWish wish = new StreamWish(
                command, target.flag("stdin"), target.flag("stdout"), target.flag("stderr") && !tty, tty);
        if (runs && (command.isEmpty() || command.getFirst().isEmpty() || command.size() > MOST_WORDS)) {
            throw ApiFault.badRequest("command: give the words of the command, each as a command=... of the query");
        }
        if (!wish.input && !wish.output && !wish.errors) {
            throw ApiFault.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        }
        return wish;
    }

    /** All values of a parameter, in their order. */
    static List<String> all(String query, String name) {
        return Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .toList();
    }

    private static String decoded(String text) {
        try {
            String word = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (word.indexOf('\0') >= 0) {
                throw ApiFault.badRequest("The query of the address has a NUL in it.");
            }
            return word;
        } catch (IllegalArgumentException e) {
            throw ApiFault.badRequest("The query of the address is malformed.");
        }
    }
}
