package io.podspace.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** An answer in gzip, as quick as that can be: to encrypt what it saves would take longer. */
final class Packing extends GZIPOutputStream {
    private static final int PIECE = 8192;
    private static final Pattern REFUSED = Pattern.compile(".*;\\s*q=0(\\.0*)?\\s*");

    Packing(OutputStream out) throws IOException {
        super(out, PIECE);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Whether a client takes it. @param headers {@code Accept-Encoding} */
    static boolean taken(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .anyMatch(coding -> coding.split(";", 2)[0].strip().equals("gzip")
                        && !REFUSED.matcher(coding).matches());
    }
}
