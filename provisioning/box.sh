# up and down.

box_up() {
    local began
    began=$(date +%s%3N)
    if is_box && whole_box_answers; then
        need_same_options
        echo "The box in $HOME_DIR is up."
        show_box
        warn_of_other_engine
        resume_catalog_images
        if [[ -z $FLAG_NO_BUILD ]] && build_is_old; then
            echo "The sources are newer than the running server: './podspace down' and 'up' take them over."
        fi
        return
    fi
    lock_box
    [[ -z $(remembered destroyed) ]] ||
        fail "The box in $HOME_DIR was being destroyed, and a part of its data is gone. End that first: './podspace destroy'."
    [[ -z $(running_parts) ]] || need_same_options
    need_different_ports
    echo "Starting the box in $HOME_DIR"
    prepare_home
    # shellcheck disable=SC2086,SC2046
    step packages install_packages $NEEDED_COMMANDS $([[ -n $ENGINE ]] || engine_packages)
    step engine start_engine
    need_ports
    step build build_server
    need_network_driver
    step server install_server
    step database start_database
    step registry start_registry
    step images make_first_images
    step console start_server
    step router wait_for_router
    step catalog start_catalog_images
    echo "The box is up after $(seconds_since "$began") s."
    show_box
    warn_of_other_engine
}

# Docker's own packages are needed only where no engine answers yet.
engine_packages() {
    if [[ -n ${DOCKER_HOST:-} ]] || engine_answers unix:///var/run/docker.sock; then
        echo docker:docker.io
    else
        echo "$NEEDED_FOR_ENGINE"
    fi
}

whole_box_answers() {
    process_id console >/dev/null && process_id database >/dev/null && process_id registry >/dev/null &&
        console_answers && engine_answers "$ENGINE"
}

running_parts() {
    local part
    for part in console database registry; do
        if process_id "$part" >/dev/null; then echo "$part"; fi
    done
}

# Options that differ from what runs would be taken over by some parts only.
need_same_options() {
    local name
    for name in "${!OPTION[@]}"; do
        [[ ${OPTION[$name]} == "$(remembered "$name")" ]] ||
            fail "The box runs with --$name $(remembered "$name"), not ${OPTION[$name]}. To change it: './podspace down', then 'up' with the new value."
    done
}

# All ports, before anything long begins.
need_ports() {
    TAKEN=
    process_id database >/dev/null || need_port database-port database
    process_id registry >/dev/null || need_port registry-port registry
    process_id console >/dev/null || need_port console-port console
    process_id console >/dev/null || need_port api-port API
    need_router_ports
    [[ -z $TAKEN ]] || fail "${TAKEN%$'\n'}"
}

# The router is a container that may have been serving all the time; then its ports are its own.
need_router_ports() {
    local name
    for name in router-http-port router-https-port; do
        [[ -n $(our_containers --filter label=io.podspace.kind=router --filter "publish=${OPTION[$name]}") ]] ||
            need_port "$name" router
    done
}

show_box() {
    cat <<TEXT

  Console   $(console_url)
  Router    $(router_url)   (applications: http://NAME-PROJECT.${OPTION[apps-domain]}:${OPTION[router-http-port]})
  API       $(api_url)   (./podspace kubeconfig; then kubectl works)
  Sign in   admin, with the password $(secret admin.password)   (in $HOME_DIR/secrets/admin.password)

TEXT
}

# The console makes the router by itself, within seconds.
wait_for_router() {
    DETAIL="at $(router_url)"
    if [[ -n $(other_engine) ]]; then
        DETAIL="not made, since another engine answers"
        return
    fi
    wait_until 300 router_answers || DETAIL="not there yet; './podspace status' tells when it is"
}

# The server first: nothing may correct what is being stopped.
box_down() {
    need_box
    lock_box 60
    stop_process images 5
    step console stop_part console 30
    if [[ -n $FLAG_ALL ]]; then step pods stop_containers; fi
    step registry stop_part registry 10
    step database stop_part database 60
    if [[ -n $FLAG_ALL ]]; then
        step engine stop_engine
        echo "The box is down, with its pods and its router."
    else
        echo "The box is down. Pods and router go on serving; './podspace down --all' stops them too."
    fi
}

stop_part() {
    DETAIL="was not running"
    if process_id "$1" >/dev/null; then DETAIL=stopped; fi
    stop_process "$1" "$2"
}

stop_containers() {
    local ids
    DETAIL="engine does not answer"
    engine_answers "$ENGINE" || return 0
    mapfile -t ids < <(our_containers)
    ((${#ids[@]} == 0)) || engine stop -t 10 "${ids[@]}" >/dev/null
    DETAIL="${#ids[@]} stopped"
}
