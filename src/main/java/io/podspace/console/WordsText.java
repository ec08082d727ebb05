package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command line as words: blanks part them, single or double quotes keep them, a backslash takes the next sign as it is. Pure. */
final class WordsText {
    private WordsText() {}

    static String print(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** @throws PodSpaceException INVALID at the field when a quote does not end */
    static List<String> parse(String field, String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (quote == c) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw PodSpaceException.invalid(field, "A quote does not end. Add the missing " + quote + ".");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
