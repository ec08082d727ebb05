package io.podspace.service;

import java.time.Instant;
import java.util.List;

/** What the pods of a revision answered lately, in pieces of {@link Traffic#PIECE}, oldest first. Immutable. */
public record Course(List<Piece> pieces) {
    public static final Course NONE = new Course(List.of());

    public Course {
        pieces = List.copyOf(pieces);
    }

    /** @param from its beginning */
    public record Piece(Instant from, Responses responses) {}

    /** All of it, from the piece on in which that moment lies. */
    public Responses since(Instant moment) {
        return pieces.stream()
                .filter(piece -> piece.from().plus(Traffic.PIECE).isAfter(moment))
                .map(Piece::responses)
                .reduce(Responses.NONE, Responses::plus);
    }

    public Responses sum() {
        return since(Instant.EPOCH);
    }
}
