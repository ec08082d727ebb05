package io.podspace.console;

import io.podspace.report.DeploymentCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A status ring as SVG needs it: circles of length 100, one after the other in the fixed order of the states.
 *
 * @param arcs none when there is no pod
 * @param number in the centre
 * @param caption below the number
 * @param spoken the counts in words, for those who do not see the ring
 */
public record RingDrawing(List<Arc> arcs, int number, String caption, String spoken) {

    /**
     * @param css colour of the state
     * @param dash value of {@code stroke-dasharray}
     * @param offset value of {@code stroke-dashoffset}
     */
    public record Arc(String css, String dash, String offset) {}

    private static final int NAMED = 2;

    /** A ring that is alone counts its pods; of two each says which revisions they are of, many are counted. */
    static RingDrawing of(DeploymentCard.Ring ring, boolean alone) {
        int pods = ring.pods();
        List<Arc> arcs = new ArrayList<>();
        double done = 0;
        for (DeploymentCard.Slice slice : ring.slices()) {
            double share = 100.0 * slice.count() / pods;
            arcs.add(new Arc(Look.of(slice.status()).css(), number(share) + " " + number(100 - share), number(-done)));
            done += share;
        }
        String counts = ring.slices().stream()
                .map(slice ->
                        slice.count() + " " + Look.of(slice.status()).word().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String spoken = (alone ? "" : spoken(ring.revisions()) + ": ") + (counts.isEmpty() ? "no pods" : counts);
        return new RingDrawing(arcs, pods, alone ? (pods == 1 ? "pod" : "pods") : caption(ring.revisions()), spoken);
    }

    private static String caption(List<Integer> revisions) {
        return revisions.size() > NAMED
                ? revisions.size() + " revisions"
                : revisions.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
    }

    private static String spoken(List<Integer> revisions) {
        String numbers = revisions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (revisions.size() == 1 ? "Revision " : "Revisions ") + numbers;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.equals("-0.00") ? "0.00" : text;
    }
}
