# A box whose projects have overlay networks: two engines in namespaces of their own, joined to one swarm. The engine that others use
# joins none.

start_overlay_box() {
    OVERLAY=$TRIAL/overlay
    local name
    for name in CONSOLE DATABASE REGISTRY API ROUTER_HTTP ROUTER_HTTPS; do
        export "PODSPACE_${name}_PORT=$(free_port)"
    done
    start_engine_apart manager "$PODSPACE_REGISTRY_PORT" || return 1
    start_engine_apart worker "$PODSPACE_REGISTRY_PORT" || return 1
    join_swarm >"$TRIAL/swarm.log" 2>&1 || { cat "$TRIAL/swarm.log" && return 1; }
    start_router_relay
    name=$(cat "$TRIAL/manager/address")
    name=${name#tcp://}
    PODSPACE_HOME=$OVERLAY DOCKER_HOST=$(engine_apart manager) run_quietly overlay-up "$CHECKOUT/podspace" up --no-build \
        --network-driver overlay --engine-address "${name%:*}" || { cat "$TRIAL/overlay-up.log" && return 1; }
}

engine_apart() {
    echo "unix://$TRIAL/$1/engine.sock"
}

# A line of their own between both: over this machine's bridges and routes its own engine's rules would apply.
join_swarm() {
    local manager worker token
    manager=$(cat "$TRIAL/manager/link")
    worker=$(cat "$TRIAL/worker/link")
    ip -n "$manager" link add swarm type veth peer name swarm netns "$worker"
    ip -n "$manager" addr add 10.249.0.1/30 dev swarm
    ip -n "$worker" addr add 10.249.0.2/30 dev swarm
    ip -n "$manager" link set swarm up
    ip -n "$worker" link set swarm up
    docker -H "$(engine_apart manager)" swarm init --advertise-addr 10.249.0.1 --listen-addr 10.249.0.1
    token=$(docker -H "$(engine_apart manager)" swarm join-token -q worker)
    docker -H "$(engine_apart worker)" swarm join --advertise-addr 10.249.0.2 --listen-addr 10.249.0.2 --token "$token" 10.249.0.1:2377
}

# The router listens on the manager's own loopback address; it is reached here at the same port, from when up has looked whether that is free.
start_router_relay() {
    local port=$PODSPACE_ROUTER_HTTP_PORT folder=$TRIAL/manager
    start_process router-inside nsenter --net="/run/netns/$(cat "$folder/link")" \
        socat "UNIX-LISTEN:$folder/router.sock,fork" "TCP:127.0.0.1:$port"
    # shellcheck disable=SC2016
    start_process router-outside sh -c 'until [ -s "$0" ]; do sleep 0.1; done
        exec socat "TCP-LISTEN:$1,bind=127.0.0.1,fork,reuseaddr" "UNIX-CONNECT:$2"' "$OVERLAY/run/console.pid" "$port" "$folder/router.sock"
}

# The box first, since its containers are removed through its engine. May be run again, and when nothing was started.
stop_overlay_box() {
    local name
    ! [[ -f $TRIAL/overlay/box.conf ]] || "$CHECKOUT/podspace" destroy --yes --home "$TRIAL/overlay" >>"$TRIAL/clean-up.log" 2>&1 ||
        tail -n 3 "$TRIAL/clean-up.log"
    for name in router-outside router-inside; do stop_process "$name" 5; done
    for name in worker manager; do
        [[ ! -f $TRIAL/$name/link ]] || docker -H "$(engine_apart "$name")" swarm leave --force >>"$TRIAL/swarm.log" 2>&1 || true
        stop_engine_apart "$name"
    done
}
