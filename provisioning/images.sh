# The box's images: router and demo before the console starts, those of the catalog behind it.

readonly FIRST_IMAGES="haproxy demo"

image_prefix() {
    echo "$(registry_address)/podspace"
}

make_images() {
    DOCKER_HOST=$ENGINE PODSPACE_CACHE=${PODSPACE_CACHE:-$HOME_DIR/cache} "$CHECKOUT/provisioning/images/make.sh" \
        --prefix "$(image_prefix)" --push "$@"
}

catalog_images() {
    local folder
    for folder in "$CHECKOUT"/provisioning/images/*/; do
        folder=$(basename "$folder")
        [[ " $FIRST_IMAGES " == *" $folder "* ]] || echo "$folder"
    done
}

make_first_images() {
    # shellcheck disable=SC2086
    make_images $FIRST_IMAGES >"$HOME_DIR/logs/images-first.log" 2>&1 ||
        fail "The images of router and demo could not be made: $(tail -n 3 "$HOME_DIR/logs/images-first.log")"
    DETAIL="$FIRST_IMAGES"
}

haproxy_image() {
    grep -m 1 /haproxy: "$HOME_DIR/logs/images-first.log"
}

# Those of the catalog take a minute the first time; nobody has to wait for them.
start_catalog_images() {
    local names
    names=$(catalog_images | xargs)
    if [[ -z $names ]] || process_id images >/dev/null; then
        DETAIL="in the background"
        return
    fi
    # shellcheck disable=SC2086
    start_process images env DOCKER_HOST="$ENGINE" PODSPACE_CACHE="${PODSPACE_CACHE:-$HOME_DIR/cache}" \
        "$CHECKOUT/provisioning/images/make.sh" --prefix "$(image_prefix)" --push $names
    DETAIL="$names, in the background"
}

# On a box that is up: what makes them may have been killed, or have failed.
resume_catalog_images() {
    if process_id images >/dev/null || catalog_is_whole; then return; fi
    exec 9>"$HOME_DIR/run/lock"
    flock -n 9 || return 0
    start_catalog_images
    echo "Images of the catalog were missing ($(count_catalog_images) are there): they are made in the background."
}

catalog_is_whole() {
    [[ $(count_catalog_images) == "$(catalog_images | wc -l) of $(catalog_images | wc -l)" ]]
}

# How many images of the catalog are in the registry.
count_catalog_images() {
    local name count=0
    for name in $(catalog_images); do
        if answers 127.0.0.1 "${OPTION[registry-port]}" "/v2/podspace/$name/tags/list"; then count=$((count + 1)); fi
    done
    echo "$count of $(catalog_images | wc -l)"
}
