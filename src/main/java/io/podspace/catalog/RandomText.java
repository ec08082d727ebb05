package io.podspace.catalog;

import java.util.random.RandomGenerator;

/** Passwords that can be typed: 24 characters without those that look alike, about 139 bits. */
final class RandomText {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;

    private RandomText() {}

    static String of(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
