# status: each part with its process, its address and its health.

box_status() {
    need_box
    PROBLEMS=0
    printf '%-10s %-9s %-8s %-34s %s\n' PART STATE PROCESS ADDRESS DETAILS
    part_status console console_answers "$(console_url)"
    part_status database database_answers "127.0.0.1:${OPTION[database-port]}"
    part_status registry registry_answers "$(registry_address)"
    engine_status
    router_status
    images_status
    warn_of_other_engine
    echo
    echo "Home $HOME_DIR, cluster $CLUSTER"
    ((PROBLEMS == 0))
}

# status_line PART STATE PROCESS ADDRESS DETAILS; a state other than these three is a problem.
status_line() {
    printf '%-10s %-9s %-8s %-34s %s\n' "$@"
    case $2 in
        ready | making | idle) ;;
        *) PROBLEMS=$((PROBLEMS + 1)) ;;
    esac
}

# part_status NAME HEALTH ADDRESS
part_status() {
    local pid
    if ! pid=$(process_id "$1"); then
        status_line "$1" down - "$3" "log: $HOME_DIR/logs/$1.log"
    elif "$2"; then
        status_line "$1" ready "$pid" "$3" "$(resident_megabytes "$pid")"
    else
        status_line "$1" unwell "$pid" "$3" "$(complaint_of "$1"); log: $HOME_DIR/logs/$1.log"
    fi
}

# complaint_of NAME: of a part that runs. A console answers 503 as long as its database does not.
complaint_of() {
    if [[ $1 == console && $(http_status "$(ask_address)" "${OPTION[console-port]}" /healthz) == 503 ]]; then
        echo "answers, but its database does not"
    else
        echo "does not answer"
    fi
}

engine_status() {
    local pid=- owner="not of this box" other
    if [[ $ENGINE == "$(private_engine)" ]]; then
        pid=$(process_id engine || echo -)
        owner="private"
    fi
    other=$(other_engine)
    if [[ -n $other ]]; then
        status_line engine other "$pid" "$ENGINE" "$other"
    elif engine_answers "$ENGINE"; then
        status_line engine ready "$pid" "$ENGINE" "$owner, $(our_containers --filter label=io.podspace.kind=pod | wc -l) pods"
    else
        status_line engine down "$pid" "$ENGINE" "$owner"
    fi
}

router_status() {
    local id=
    if ! engine_answers "$ENGINE"; then
        if router_answers; then
            status_line router ready - "$(router_url)" "serves, while the engine does not answer"
        else
            status_line router unknown - "$(router_url)" "neither it nor the engine answers"
        fi
        return
    fi
    id=$(our_containers --filter label=io.podspace.kind=router | head -n 1)
    if [[ -z $id ]]; then
        status_line router down - "$(router_url)" "no container of it runs"
    elif router_answers; then
        status_line router ready "$(engine inspect -f '{{.State.Pid}}' "$id")" "$(router_url)" "container $id"
    else
        status_line router unwell - "$(router_url)" "container $id does not answer"
    fi
}

images_status() {
    local pid
    if pid=$(process_id images); then
        status_line images making "$pid" "$(image_prefix)" "$(count_catalog_images) of the catalog"
    elif [[ -n $(catalog_images) ]] && ! registry_answers; then
        status_line images unknown - "$(image_prefix)" "the registry is down"
    elif catalog_is_whole; then
        status_line images ready - "$(image_prefix)" "$(count_catalog_images) of the catalog"
    else
        status_line images missing - "$(image_prefix)" "$(count_catalog_images) of the catalog; log: $HOME_DIR/logs/images.log"
    fi
}
