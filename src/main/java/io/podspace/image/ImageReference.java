package io.podspace.image;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to an image, read as Docker's own tools read it: {@code [registry/]repository[:tag][@digest]}. A first part
 * counts as a registry when it has a dot or a colon, or is {@code localhost}; else it is Docker Hub's, {@code docker.io},
 * whose official images live under {@code library/}. The grammar is that of the distribution project.
 *
 * @param registry host, with its port if any
 * @param repository lower case path
 * @param tag empty when only a digest is given; {@code latest} when neither is
 * @param digest {@code algorithm:hex}
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<String> digest) {
    /** Docker Hub. */
    public static final String DOCKER_HUB = "docker.io";

    private static final String FIELD = "image";
    private static final String OFFICIAL = "library/";
    private static final int LONGEST_NAME = 255;
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    /** @throws PodSpaceException INVALID at {@code image}, saying which part is wrong and how it has to be */
    public static ImageReference parse(String text) {
        String given = text == null ? "" : text.strip();
        if (given.isEmpty()) {
            throw invalid("The image is missing. Write for example nginx:1.27 or registry.example.com/team/app:2.");
        }
        if (given.contains("://")) {
            throw invalid("'%s' is a URL. Leave out everything up to and with '://'.".formatted(Names.shown(given)));
        }
        if (given.chars().anyMatch(Character::isWhitespace)) {
            throw invalid("'%s' has a blank in it.".formatted(Names.shown(given)));
        }
        String rest = given;
        Optional<String> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(digest(rest.substring(at + 1)));
            rest = rest.substring(0, at);
        }
        int slash = rest.indexOf('/');
        String registry = DOCKER_HUB;
        if (slash >= 0 && isRegistry(rest.substring(0, slash))) {
            registry = Registries.checked(FIELD, rest.substring(0, slash));
            rest = rest.substring(slash + 1);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(tag(rest.substring(colon + 1)));
            rest = rest.substring(0, colon);
        }
        String repository = repository(registry, rest);
        return new ImageReference(
                registry, repository, tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag, digest);
    }

    /** The whole reference, with registry and tag also where they were left out. */
    public String canonical() {
        return registry + "/" + repository + suffix();
    }

    /** The same repository, at exactly that image. */
    public ImageReference at(String digest) {
        return new ImageReference(registry, repository, Optional.empty(), Optional.of(digest));
    }

    /** As people write it: without Docker Hub's name. */
    public String familiar() {
        if (!registry.equals(DOCKER_HUB)) {
            return canonical();
        }
        return (repository.startsWith(OFFICIAL) ? repository.substring(OFFICIAL.length()) : repository) + suffix();
    }

    /** A name for what is made from it, fit to be a DNS label: the last part of the repository. */
    public String suggestedName() {
        Matcher words = Pattern.compile("[^a-z0-9]+")
                .matcher(repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
        String name = words.replaceAll("-").replaceFirst("^[^a-z]+", "");
        String cut = name.length() > Names.LONGEST ? name.substring(0, Names.LONGEST) : name;
        return cut.isEmpty() ? "app" : cut.replaceFirst("-+$", "");
    }

    @Override
    public String toString() {
        return canonical();
    }

    private String suffix() {
        return tag.map(each -> ":" + each).orElse("")
                + digest.map(each -> "@" + each).orElse("");
    }

    private static boolean isRegistry(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    private static String repository(String registry, String path) {
        String full = registry.equals(DOCKER_HUB) && !path.contains("/") ? OFFICIAL + path : path;
        if (path.isEmpty()) {
            throw invalid("The name of the image is missing.");
        }
        if (!path.equals(path.toLowerCase(Locale.ROOT))) {
            throw invalid("'%s' has upper case letters; names of images are lower case: '%s'?"
                    .formatted(Names.shown(path), Names.shown(path.toLowerCase(Locale.ROOT))));
        }
        if (!PATH.matcher(path).matches()) {
            throw invalid("'%s' is no name of an image: use a-z, 0-9 and between them single '.', '_', '/', or '-'."
                    .formatted(Names.shown(path)));
        }
        if (registry.length() + 1 + full.length() > LONGEST_NAME) {
            throw invalid("The name of the image is longer than %d characters.".formatted(LONGEST_NAME));
        }
        return full;
    }

    private static String tag(String text) {
        if (!TAG.matcher(text).matches()) {
            throw invalid(
                    text.isEmpty()
                            ? "There is a ':' without a tag behind it."
                            : "'%s' is no tag: use letters, digits, '_', '.', '-', at most 128, not beginning with '.' or '-'."
                                    .formatted(Names.shown(text)));
        }
        return text;
    }

    private static String digest(String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw invalid("'%s' is no digest: it is 'sha256:' and 64 of 0-9 and a-f.".formatted(Names.shown(text)));
        }
        return text;
    }

    private static PodSpaceException invalid(String message) {
        return PodSpaceException.invalid(FIELD, message);
    }
}
