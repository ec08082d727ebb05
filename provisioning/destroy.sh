# destroy: removes what carries this box's label on the engine, then the home. Each part may be gone already.

box_destroy() {
    need_box
    lock_box 60
    local others
    others=$([[ $ENGINE != "$(private_engine)" ]] || foreign_clusters)
    [[ -z $others ]] || fail "The engine of this box also serves other boxes ($others). Destroy them first."
    [[ -z $ENGINE || $ENGINE == "$(private_engine)" ]] || engine_answers "$ENGINE" ||
        fail "The engine $ENGINE does not answer, so this box's containers cannot be removed. Start it, then run this again."
    confirm_destroy
    stop_process images 5
    step console stop_part console 10
    step pods remove_containers
    step images remove_images
    step registry stop_part registry 10
    step database stop_part database 20
    step engine stop_engine
    step home remove_home
    echo "The box is gone."
}

confirm_destroy() {
    [[ -z $FLAG_YES ]] || return 0
    [[ -t 0 ]] || fail "destroy asks before it removes everything, and nobody can answer here. Say --yes."
    local reply
    read -r -p "Remove the box in $HOME_DIR with all its projects, pods and data? Type yes: " reply
    [[ $reply == yes ]] || fail "Nothing was removed."
}

remove_containers() {
    local containers networks network users used=() left=()
    if [[ -z $ENGINE ]]; then
        DETAIL="there were none yet"
        return
    fi
    if ! engine_answers "$ENGINE"; then
        DETAIL="gone with the private engine"
        return
    fi
    mapfile -t containers < <(our_containers -a)
    ((${#containers[@]} == 0)) || engine rm -f -v "${containers[@]}" >/dev/null
    mapfile -t networks < <(engine network ls --format '{{.Name}}' --filter "label=io.podspace.cluster=$CLUSTER")
    for network in "${networks[@]}"; do
        if ! wait_until 50 network_removed "$network"; then
            users=$(network_users "$network" | xargs)
            if [[ -n $users ]]; then used+=("$network by $users"); else left+=("$network"); fi
        fi
    done
    ((${#used[@]} == 0)) ||
        fail "Networks of this box are in use: ${used[*]}. Take these containers off ('docker network disconnect NETWORK CONTAINER'), then run this again."
    DETAIL="${#containers[@]} containers and $((${#networks[@]} - ${#left[@]})) networks removed"
    # The engine counts wrongly who is in them until it is started anew (docs/decisions/0270).
    ((${#left[@]} == 0)) || DETAIL+="; the engine takes ${left[*]} for used, empty as it is: remove it after the engine's next start"
}

# network_removed NAME: what a crash of the engine left of our own containers is taken off first; others are left alone.
network_removed() {
    local user said
    while read -r user; do
        [[ $user != "ps-$CLUSTER-"* ]] || engine network disconnect -f "$1" "$user" >/dev/null 2>&1 || true
    done < <(network_users "$1")
    said=$(engine network rm "$1" 2>&1) || [[ $said == *[Nn]"o such network"* || $said == *"not found"* ]]
}

# Names of the containers that the engine has on a network, whether they exist or not.
network_users() {
    engine network inspect -f '{{range .Containers}}{{println .Name}}{{end}}' "$1" 2>/dev/null | sed '/^$/d'
}

# What the box's registry served: nothing can be pulled by these names any more. What a container of somebody else
# still uses stays.
remove_images() {
    local reference count=0
    if [[ -z $ENGINE || $ENGINE == "$(private_engine)" ]] || ! engine_answers "$ENGINE"; then
        DETAIL="gone with the private engine"
        return
    fi
    while read -r reference; do
        if engine image rm "$reference" >/dev/null 2>&1; then count=$((count + 1)); fi
    done < <(served_images)
    DETAIL="$count references removed"
}

# References with a tag, and those by digest alone.
served_images() {
    engine image ls --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}' |
        awk -v ours="$(registry_address)/" 'index($1, ours) == 1 {
            if ($2 != "<none>") print $1 ":" $2
            if ($3 != "<none>") print $1 "@" $3
        }' | sort -u
}

# box.conf goes last, so that a destroy that was cut short can be run again; it tells others that this began.
remove_home() {
    local mount part
    echo "destroyed=in part" >>"$HOME_DIR/box.conf"
    while read -r mount; do
        umount -l "$mount" 2>/dev/null || true
    done < <(awk -v home="$HOME_DIR/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r)
    for part in engine server server.new registry database logs secrets cache run box.conf.new box.conf; do
        rm -rf "${HOME_DIR:?}/$part"
    done
    DETAIL="$HOME_DIR removed"
    rmdir "$HOME_DIR" 2>/dev/null || DETAIL="$HOME_DIR has files that are not the box's; they were left"
}
