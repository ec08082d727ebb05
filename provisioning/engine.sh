# The Docker engine of a box: one that answers, else a private one under the home.

engine() {
    DOCKER_HOST=$ENGINE docker "$@"
}

private_engine() {
    echo "unix://$HOME_DIR/run/docker.sock"
}

engine_answers() {
    has_command docker && DOCKER_HOST=$1 timeout 5 docker version -f '{{.Server.Version}}' >/dev/null 2>&1
}

# Sets ENGINE for a home that has none yet.
choose_engine() {
    local candidate
    if [[ -n ${DOCKER_HOST:-} ]]; then
        engine_answers "$DOCKER_HOST" ||
            fail "DOCKER_HOST is $DOCKER_HOST, but no engine answers there. Start it, or unset DOCKER_HOST."
        ENGINE=$DOCKER_HOST
        return
    fi
    for candidate in unix:///var/run/docker.sock $(running_engines); do
        if engine_answers "$candidate"; then
            ENGINE=$candidate
            return
        fi
    done
    ENGINE=$(private_engine)
}

# Sockets of the engines that run here: a second engine would take the first one's network rules away.
running_engines() {
    local folder
    for folder in /proc/[0-9]*; do
        [[ $(cat "$folder/comm" 2>/dev/null) == dockerd ]] || continue
        [[ $(readlink "$folder/ns/net" 2>/dev/null) == "$(readlink /proc/self/ns/net)" ]] || continue
        tr '\0' '\n' <"$folder/cmdline" | sed -n 's/^-H=\{0,1\}//; s/^--host=//; /^unix:/p'
    done
}

start_engine() {
    [[ -n $ENGINE ]] || choose_engine
    remember_options
    if [[ $ENGINE == "$(private_engine)" ]]; then start_private_engine; fi
    engine_answers "$ENGINE" || fail "The engine of this box, $ENGINE, does not answer. Start it, then run this again."
    DETAIL="Docker $(engine version -f '{{.Server.Version}}') at $ENGINE"
}

# By which the engine that answers now knows itself.
engine_id() {
    timeout 5 docker --host "$ENGINE" info -f '{{.ID}}' 2>/dev/null
}

# What is wrong when another engine answers than the one that the platform knows; nothing while it is the same, or nobody can tell.
other_engine() {
    local known id
    known=$(database_says "SELECT engine_id FROM host WHERE name = 'host-1'") && [[ -n $known && $known != NULL ]] || return 0
    id=$(engine_id) && [[ -n $id && $id != "$known" ]] || return 0
    echo "another engine answers: its id is $id, and the known one has $known"
}

# Says so plainly where somebody has to decide.
warn_of_other_engine() {
    local other host
    other=$(other_engine)
    [[ -n $other ]] || return 0
    host=$(database_says "SELECT id FROM host WHERE name = 'host-1'")
    cat <<WARNING

  At $ENGINE $other.
  What ran on the known engine is unknown, and nothing is started, deleted or replaced until it is back there, or until you accept
  the new one: $(console_url)/admin/hosts/$host
WARNING
}

start_private_engine() {
    if process_id engine >/dev/null; then
        wait_ready engine 300 engine_answers "$ENGINE"
        return
    fi
    [[ $(id -u) == 0 ]] ||
        fail "No Docker engine answers, and only root can start one. Install and start Docker, or set DOCKER_HOST."
    local other
    other=$(running_engines | head -n 1)
    [[ -z $other ]] || fail "The engine $other runs here, and two engines would take each other's network rules away. Stop it first."
    clear_engine_leftovers
    start_process engine env PATH="$PATH:/usr/sbin:/sbin" dockerd --data-root "$HOME_DIR/engine/data" \
        --exec-root "$HOME_DIR/engine/exec" --pidfile "$HOME_DIR/run/dockerd.pid" -H "$ENGINE" \
        --log-level warn --log-opt max-size=10m --log-opt max-file=2
    wait_ready engine 300 engine_answers "$ENGINE"
}

# What a killed engine leaves behind, and what would keep a new one from starting.
clear_engine_leftovers() {
    mkdir -p "$HOME_DIR/engine"
    local pid
    for pid in $(pids_of_containerd); do
        kill -KILL "$pid" 2>/dev/null || true
    done
    rm -f "$HOME_DIR/run/docker.sock" "$HOME_DIR/run/dockerd.pid" "$HOME_DIR/engine/exec/containerd/containerd.pid"
}

# The containerd that a private engine started, which a killed engine leaves behind: known by its configuration file.
pids_of_containerd() {
    local folder
    for folder in /proc/[0-9]*; do
        [[ $(cat "$folder/comm" 2>/dev/null) == containerd ]] || continue
        ! tr '\0' '\n' <"$folder/cmdline" | grep -qxF "$HOME_DIR/engine/exec/containerd/containerd.toml" || echo "${folder#/proc/}"
    done
}

stop_engine() {
    DETAIL="goes on, since it is not of this box"
    [[ $ENGINE == "$(private_engine)" ]] || return 0
    local others
    others=$(foreign_clusters)
    DETAIL="goes on, since it also serves other boxes ($others)"
    [[ -z $others ]] || return 0
    stop_process engine 60
    clear_engine_leftovers
    DETAIL=stopped
}

# Cluster ids of other boxes that have containers on this box's engine.
foreign_clusters() {
    engine_answers "$ENGINE" || return 0
    engine ps -a --filter label=io.podspace.cluster --format '{{.Label "io.podspace.cluster"}}' | sort -u |
        grep -vx "$CLUSTER" | xargs || true
}

# Ids of this box's containers; further filters as arguments.
our_containers() {
    engine ps -q --filter "label=io.podspace.cluster=$CLUSTER" "$@"
}

# A project's network cannot change its driver while something is on it: what runs there would be cut off.
need_network_driver() {
    local network driver
    for network in $(engine network ls -q --filter "label=io.podspace.cluster=$CLUSTER" --filter "name=ps-$CLUSTER-net-"); do
        driver=$(engine network inspect -f '{{.Driver}}' "$network")
        [[ $driver == "${OPTION[network-driver]}" || -z $(engine ps -aq --filter "network=$network") ]] ||
            fail "The networks of this box's projects are made with the driver $driver and have containers, so --network-driver ${OPTION[network-driver]} cannot be taken over." \
                "Say 'up --network-driver $driver', scale their deployments to 0 and delete their services, then 'down' and 'up' with the new driver; or make another box (--home) with it."
    done
}
