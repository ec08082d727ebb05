package io.podspace.service;

/**
 * What pods answered to requests over HTTP.
 *
 * @param all responses
 * @param failed of those, with a status of 500 to 599
 */
public record Responses(long all, long failed) {
    public static final Responses NONE = new Responses(0, 0);

    /** Both counted together. */
    public Responses plus(Responses other) {
        return new Responses(all + other.all, failed + other.failed);
    }

    /** What came after an earlier count. A count that is smaller than before began anew meanwhile. */
    Responses since(Responses before) {
        return all < before.all || failed < before.failed
                ? this
                : new Responses(all - before.all, failed - before.failed);
    }

    /** 0-1; 0 for none. */
    public double rate() {
        return all == 0 ? 0 : (double) failed / all;
    }

    /** For people, e.g. "12 of 400 (3.0 %)". */
    @Override
    public String toString() {
        return "%d of %d (%.1f %%)".formatted(failed, all, 100 * rate());
    }
}
