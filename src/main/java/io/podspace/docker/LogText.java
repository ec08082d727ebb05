package io.podspace.docker;

import java.util.List;
import java.util.regex.Pattern;

/** Makes a container's output fit to be stored and shown: lines without control characters and escape sequences. */
final class LogText {
    private static final Pattern ESCAPES =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");
    private static final int LONGEST = 2000;

    private LogText() {}

    /** @return the lines, blank ones left out, each at most 2000 characters */
    static List<String> lines(String output) {
        return output.lines()
                .map(LogText::clean)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String clean(String line) {
        String plain = CONTROLS.matcher(ESCAPES.matcher(line).replaceAll("").replace('\t', ' '))
                .replaceAll("");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
