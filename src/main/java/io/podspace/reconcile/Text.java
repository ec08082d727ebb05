package io.podspace.reconcile;

/** Texts that must fit into a column. */
final class Text {
    private Text() {}

    /** @return null for an empty text, so that pages need not tell the two apart */
    static String fit(String text, int longest) {
        return text.isEmpty() ? null : cut(text, longest);
    }

    /** @return never null */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
