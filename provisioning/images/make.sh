#!/usr/bin/env bash
# Makes images from Debian's packages and puts them into the engine of DOCKER_HOST.
#   make.sh [--prefix PREFIX] [--tag TAG] [--push] [--cache DIR] NAME...
# A name is a folder beside this script. Images are called PREFIX/NAME:TAG, by default podspace/NAME:<its version>.
# What was made before is taken from the cache (PODSPACE_CACHE, else .podspace/cache in the checkout).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CACHE=${PODSPACE_CACHE:-$HERE/../../.podspace/cache}
PREFIX=podspace
TAG=
PUSH=

fail() {
    echo "$*" >&2
    exit 1
}

# Everything that the content of an image comes from, as one short hash.
image_key() {
    (cd "$HERE" && cat root.sh && find "$1" -type f -print0 | sort -z | xargs -0 cat && cat /etc/debian_version && uname -m) |
        sha256sum | cut -c1-16
}

# Builds the tar of the image in a working folder, and moves it into the cache when it is whole.
build_tar() {
    local tar=$1
    WORK=$CACHE/images/work.$$
    ROOT=$WORK/root
    rm -rf "$WORK"
    mkdir -p "$ROOT"
    local result
    set +e # so that it is on again inside: it is off wherever a result is asked for in the same command
    (set -e && umask 022 && fill_root)
    result=$?
    set -e
    ((result == 0)) || { rm -rf "$WORK" && fail "The image $IMAGE could not be made; the message above says why."; }
    pack_root "$WORK/image.tar"
    mv "$WORK/image.tar" "$tar"
    rm -rf "$WORK"
}

# shellcheck disable=SC2030,SC2031
# One image, and further tags of it that differ only in the changes (see more_tags of an image).
make_image() (
    IMAGE=$1 IMAGE_SOURCE=$HERE/$1 IMAGE_OWNER=0:0 IMAGE_OWNED=() IMAGE_CHANGES=()
    [[ -f $IMAGE_SOURCE/image.sh ]] || fail "There is no image $IMAGE. There are: $(find "$HERE" -mindepth 1 -maxdepth 1 -type d -printf '%f ')"
    # shellcheck source=/dev/null
    source "$IMAGE_SOURCE/image.sh"
    key=$(image_key "$IMAGE")
    tar=$CACHE/images/$IMAGE-$key.tar
    mkdir -p "$CACHE/images"
    import "${TAG:-$IMAGE_VERSION}" "${IMAGE_CHANGES[@]}"
    if [[ -z $TAG ]] && declare -F more_tags >/dev/null; then more_tags; fi
)

# shellcheck disable=SC2031
# import TAG CHANGE...: puts the image into the engine unless it is there, and pushes it if asked.
import() {
    local name=$PREFIX/$IMAGE:$1 change options=()
    shift
    if [[ $(docker image inspect -f '{{index .Config.Labels "io.podspace.image"}}' "$name" 2>/dev/null) != "$key" ]]; then
        [[ -f $tar ]] || build_tar "$tar"
        for change in "$@" "LABEL io.podspace.image=$key"; do options+=(--change "$change"); done
        docker import "${options[@]}" "$tar" "$name" >/dev/null
    fi
    [[ -z $PUSH ]] || docker push --quiet "$name" >/dev/null
    echo "$name"
}

# shellcheck source=provisioning/images/root.sh
source "$HERE/root.sh"

NAMES=()
while (($# > 0)); do
    case $1 in
        --prefix) PREFIX=$2 && shift ;;
        --tag) TAG=$2 && shift ;;
        --cache) CACHE=$2 && shift ;;
        --push) PUSH=yes ;;
        -*) fail "Unknown option $1; see the head of $0" ;;
        *) NAMES+=("$1") ;;
    esac
    shift
done
((${#NAMES[@]} > 0)) || fail "Which images? Say names, for instance: $0 haproxy demo"
mkdir -p "$CACHE"
CACHE=$(cd "$CACHE" && pwd)
trap 'rm -rf "$CACHE/images/work.$$"' EXIT
trap 'exit 143' INT TERM
for name in "${NAMES[@]}"; do make_image "$name"; done
