#!/usr/bin/env bash
# Tests of the launcher: the life of a box, each story on what the one before left. Writes a JUnit report into the folder $1.
# Started by ./podspace test, which gives an engine (DOCKER_HOST), another one (PODSPACE_TEST_OTHER_ENGINE, its folder) that reaches our
# registry at PODSPACE_REGISTRY_PORT, and removes the home afterwards.
set -euo pipefail

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
REPORT=$1
TRIAL_HOME=$(dirname "$PODSPACE_HOME")/launcher
# shellcheck source=provisioning/say.sh
source "$CHECKOUT/provisioning/say.sh"
# shellcheck source=provisioning/ports.sh
source "$CHECKOUT/provisioning/ports.sh"
for name in CONSOLE DATABASE API ROUTER_HTTP ROUTER_HTTPS; do
    export "PODSPACE_${name}_PORT=$(free_port)"
done
export PODSPACE_HOME=$TRIAL_HOME PODSPACE_NO_BUILD=yes
OWN_ENGINE=${DOCKER_HOST#unix://}
ln -s "$OWN_ENGINE" "$TRIAL_HOME.engine"
export DOCKER_HOST=unix://$TRIAL_HOME.engine

podspace() {
    "$CHECKOUT/podspace" "$@"
}

# expect WHAT COMMAND...: the story fails when the command does.
expect() {
    local what=$1
    shift
    "$@" || { echo "Expected: $what" && exit 1; }
}

# Limits are twice those that are promised for an idle machine: this one is not idle.
within() {
    local limit=$1 began took
    shift
    began=$(date +%s%3N)
    "$@"
    took=$(($(date +%s%3N) - began))
    echo "It took $took ms: $*"
    ((took <= limit * 1000)) || { echo "Expected: within $limit s" && return 1; }
}

says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) || true
    [[ $output == *"$text"* ]] || { echo "Expected '$text' in the output of '$*':" && echo "$output" && return 1; }
}

refuses() {
    ! "$@" >/dev/null 2>&1
}

pid_of() {
    cut -d' ' -f1 "$TRIAL_HOME/run/$1.pid"
}

cluster() {
    sed -n 's/^cluster=//p' "$TRIAL_HOME/box.conf"
}

start_container() {
    docker run -d --label "io.podspace.cluster=$1" "$PODSPACE_TEST_DEMO_IMAGE"
}

runs() {
    [[ $(docker inspect -f '{{.State.Running}}' "$1" 2>/dev/null) == true ]]
}

# listening_ports PID: the TCP ports at which a process listens, in order.
listening_ports() {
    awk 'NR == FNR { ours[$1]; next } $4 == "0A" && $10 in ours { print substr($2, length($2) - 3) }' \
        <(find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' | tr -dc '0-9\n') /proc/net/tcp /proc/net/tcp6 |
        while read -r hex; do echo $((16#$hex)); done | sort -nu | xargs
}

# cut_short PROGRAM TEXT ARGUMENT...: a podspace command that is killed when it calls the program with that text among its arguments.
cut_short() {
    local program=$1 text=$2 folder=$TRIAL_HOME.cut result=0
    shift 2
    mkdir -p "$folder"
    # shellcheck disable=SC2016
    printf '#!/bin/bash\n[[ "$*" != *%q* ]] || kill -KILL "$PODSPACE_TEST_VICTIM"\nexec %q "$@"\n' "$text" \
        "$(PATH=$PATH:/usr/sbin:/sbin command -v "$program")" >"$folder/$program"
    chmod 755 "$folder/$program"
    # shellcheck disable=SC2016
    PATH="$folder:$PATH" bash -c 'export PODSPACE_TEST_VICTIM=$$ && exec "$0" "$@"' "$CHECKOUT/podspace" "$@" || result=$?
    rm -r "$folder"
    expect "'$*' is killed at '$program $text'" test "$result" = 137
}

# In a view of its own of what dpkg knows; the engine that does not answer ends up after the packages.
half_an_installation_is_finished() {
    local known=$TRIAL_HOME.dpkg
    cp -a /var/lib/dpkg "$known"
    sed -i '/^Package: mariadb-client-core$/,/^$/s/^Status: .*/Status: install ok half-configured/' "$known/status"
    # shellcheck disable=SC2016
    unshare -m bash -c 'set -e
        mount --bind "$0" /var/lib/dpkg
        said=$(DOCKER_HOST=unix:///nowhere "$1" up --home "$2" 2>&1) || true
        [[ $said == *"installing mariadb-client-core ... installed"*"no engine answers there"* ]] || { echo "$said" && exit 1; }
        [[ $(dpkg-query -W -f "\${db:Status-Status}" mariadb-client-core) == installed ]]
        [[ ! -e /usr/sbin/policy-rc.d ]] || ! grep "podspace up" /usr/sbin/policy-rc.d' \
        "$known" "$CHECKOUT/podspace" "$TRIAL_HOME.half"
    podspace destroy --yes --home "$TRIAL_HOME.half"
    rm -r "$known"
}

# In every step that makes something: at the engine, a half made database, one that has just started, the registry, half put images,
# while the server starts, and while the router is made.
up_is_killed_and_run_again() {
    cut_short docker version up
    cut_short mariadb-install-db data.new up
    expect "status knows the half made box" refuses podspace status
    cut_short mariadb "SELECT 1" up
    cut_short docker-registry serve up
    cut_short docker "push --quiet 127.0.0.1:$PODSPACE_REGISTRY_PORT/podspace/haproxy" up
    local started
    "$CHECKOUT/podspace" up >"$TRIAL_HOME/logs/cut" 2>&1 &
    started=$!
    until [[ -s $TRIAL_HOME/run/console.pid ]]; do kill -0 "$started" && sleep 0.1; done
    kill -KILL "$started"
    cut_short mariadb "SELECT engine_id" up
    podspace up
    # All parts may have come up by themselves, then it is only said; else the rest was done.
    podspace status
}

up_makes_a_box() {
    podspace up
    expect "the console listens at its two ports, and no management port is open" test "$(listening_ports "$(pid_of console)")" = \
        "$(printf '%s\n' "$PODSPACE_CONSOLE_PORT" "$PODSPACE_API_PORT" | sort -n | xargs)"
    expect "the console answers" answers 127.0.0.1 "$PODSPACE_CONSOLE_PORT" /healthz
    expect "a password of the administrator that only we can read" test "$(stat -c %a "$TRIAL_HOME/secrets/admin.password")" = 600
    expect "a key that only we can read" test "$(stat -c '%a %s' "$TRIAL_HOME/secrets/master.key")" = "600 32"
    says "console    ready" podspace status
    says "database   ready" podspace status
}

up_again_says_so_at_once() {
    within 4 says "is up" podspace up
    says "To change it" podspace up --apps-domain other.localhost
    says "http://localhost:$PODSPACE_CONSOLE_PORT" env PODSPACE_CONSOLE_PORT=9 "$CHECKOUT/podspace" status
}

a_taken_port_is_named() {
    says "taken by java (process $(pid_of console)). Free it, or choose another with --console-port" \
        podspace up --home "$TRIAL_HOME.other" --database-port "$(free_port)" --registry-port "$(free_port)" --api-port "$(free_port)"
    podspace destroy --yes --home "$TRIAL_HOME.other"
}

a_killed_part_is_started_again() {
    local part
    kill -KILL "$(pid_of console)" "$(pid_of database)" "$(pid_of registry)"
    # A server's process takes a moment to give its memory back.
    for part in console database registry; do
        expect "status tells that the $part is down" within_seconds 10 says "$(printf '%-10s down' $part)" podspace status
    done
    expect "status tells it" refuses podspace status
    podspace up
    expect "the console answers" answers 127.0.0.1 "$PODSPACE_CONSOLE_PORT" /healthz
}

down_leaves_containers_running() {
    cut_short sleep 0.1 down
    podspace down
    local pod
    pod=$(start_container "$(cluster)")
    podspace down
    expect "the console is stopped" refuses answers 127.0.0.1 "$PODSPACE_CONSOLE_PORT" /healthz
    expect "the container goes on" runs "$pod"
    expect "status tells it" refuses podspace status
    podspace down --all
    expect "down --all stops it" refuses runs "$pod"
    docker rm "$pod"
}

up_after_down_needs_no_build() {
    local password
    password=$(cat "$TRIAL_HOME/secrets/admin.password")
    PATH=$(path_without_maven) within 60 podspace up
    expect "the same password" test "$password" = "$(cat "$TRIAL_HOME/secrets/admin.password")"
}

# A folder with everything on the path but Maven: a build would fail.
path_without_maven() {
    local folder=$TRIAL_HOME/run/path
    mkdir -p "$folder"
    # shellcheck disable=SC2086
    find -L ${PATH//:/ } /usr/sbin -maxdepth 1 -type f -executable ! -name 'mvn*' 2>/dev/null |
        while read -r program; do ln -sf "$program" "$folder/"; done
    echo "$folder"
}

# has_images PREFIX: on the engine.
has_images() {
    docker image ls --format '{{.Repository}}' | grep -q "^$1"
}

# The box reaches its engine by a link, which leads to another real engine for a while. Its own router would keep the ports.
another_engine_is_named_and_left_alone() {
    local router
    trap 'lead_to "$OWN_ENGINE"' EXIT
    router=$(router_container)
    podspace down --all
    lead_to "$PODSPACE_TEST_OTHER_ENGINE/engine.sock"
    says "another engine answers: its id is $(docker info -f '{{.ID}}')" podspace up
    says "nothing is started, deleted or replaced until it is back there, or until you accept" podspace up
    says "engine     other" podspace status
    expect "status tells it by its result" refuses podspace status
    expect "nothing was made there" test -z "$(docker ps -aq)"
    lead_to "$OWN_ENGINE"
    kill "$(cat "$PODSPACE_TEST_OTHER_ENGINE/pid")" # with it go the connections that the console has to it
    expect "the router serves again when our own engine is back" within_seconds 60 says "router     ready" podspace status
    says "engine     ready" podspace status
    expect "it is the same router" test "$(router_container)" = "$router"
    expect "up says nothing of another engine" refuses says "another engine" podspace up
}

router_container() {
    docker ps -aq --filter "label=io.podspace.cluster=$(cluster)" --filter label=io.podspace.kind=router
}

lead_to() {
    ln -sfn "$1" "$TRIAL_HOME.engine"
}

destroy_removes_only_its_own() {
    local ours others network
    podspace down
    ours=$(start_container "$(cluster)")
    others=$(start_container "other$RANDOM")
    expect "images of the box are on the engine" has_images "127.0.0.1:$PODSPACE_REGISTRY_PORT/"
    docker image tag "$(docker inspect -f '{{.Image}}' "$others")" "127.0.0.1:1/others:1"
    expect "it asks first" refuses podspace destroy </dev/null
    expect "nothing was removed" runs "$ours"
    network=$(docker network create --label "io.podspace.cluster=$(cluster)" "ps-$(cluster)-net-foreign")
    docker network connect "$network" "$others"
    says "ps-$(cluster)-net-foreign by $(docker inspect -f '{{.Name}}' "$others" | tr -d /)" podspace destroy --yes
    expect "the other box's container goes on" runs "$others"
    docker network disconnect "$network" "$others"
    cut_short rm "$TRIAL_HOME/logs" destroy --yes
    says "was being destroyed" podspace up
    podspace destroy --yes
    expect "our container is gone" refuses runs "$ours"
    expect "the other box's container goes on" runs "$others"
    expect "the home is gone" test ! -e "$TRIAL_HOME"
    expect "the images of its registry are gone" refuses has_images "127.0.0.1:$PODSPACE_REGISTRY_PORT/"
    expect "others' images stay" has_images "127.0.0.1:1/others"
    docker rm -f "$others"
    docker image rm 127.0.0.1:1/others:1
}

# shellcheck source=provisioning/test/serving.sh
source "$CHECKOUT/provisioning/test/serving.sh"

# shellcheck source=provisioning/test/stories.sh
source "$CHECKOUT/provisioning/test/stories.sh"

run_stories launcher half_an_installation_is_finished up_is_killed_and_run_again up_makes_a_box up_again_says_so_at_once a_taken_port_is_named a_killed_part_is_started_again \
    a_checked_application_serves killed_pods_cost_no_visit a_pod_that_answers_500_leaves_without_the_server a_pod_that_hangs_leaves_without_the_server \
    a_rollout_survives_kills_of_the_server a_bad_version_goes_back_though_the_server_died_in_its_watch \
    down_leaves_containers_running up_after_down_needs_no_build another_engine_is_named_and_left_alone \
    destroy_removes_only_its_own
