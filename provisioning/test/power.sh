#!/usr/bin/env bash
# Tests of a whole machine that fails: namespaces of processes, mounts and network in which a box runs with an engine of its own,
# and which are killed all at once. Its disk is a small file system in memory. Writes a JUnit report into the folder $1.
set -euo pipefail

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
REPORT=$1
MACHINE=$(dirname "$PODSPACE_HOME")/machine
DISK=$MACHINE/home
IMAGE=127.0.0.1:$PODSPACE_REGISTRY_PORT/podspace/demo:1

boot() {
    rm -rf "$MACHINE/run"
    mkdir -p "$MACHINE"/{run,etc} "$DISK" /etc/docker
    mountpoint -q "$DISK" || mount -t tmpfs -o size=1200m podspace-machine "$DISK"
    # shellcheck disable=SC2016
    setsid unshare --net --mount --pid --fork --kill-child --mount-proc --uts sh -c '
        hostname machine && ip link set lo up && mount --bind "$0/run" /run && mount --bind "$0/etc" /etc/docker &&
        touch /run/booted && while :; do sleep 60; done' "$MACHINE" >"$MACHINE/log" 2>&1 </dev/null &
    echo $! >"$MACHINE/pid"
    until [[ -e $MACHINE/run/booted ]]; do kill -0 "$(cat "$MACHINE/pid")" && sleep 0.1; done
}

# Everything in it ends at once, without a signal that it could answer.
cut_power() {
    local first
    first=$(xargs <"/proc/$(cat "$MACHINE/pid")/task/$(cat "$MACHINE/pid")/children")
    kill -KILL "$(cat "$MACHINE/pid")"
    while [[ -d /proc/$first ]]; do sleep 0.1; done
    rm "$MACHINE/pid"
}

clean_up() {
    [[ ! -e $MACHINE/pid ]] || cut_power
    ! mountpoint -q "$DISK" || umount "$DISK"
}
trap clean_up EXIT

inside() {
    local first
    first=$(xargs <"/proc/$(cat "$MACHINE/pid")/task/$(cat "$MACHINE/pid")/children")
    nsenter --target "$first" --net --mount --pid --uts --wdns="$CHECKOUT" \
        env -u DOCKER_HOST PODSPACE_HOME="$DISK" PODSPACE_NO_BUILD=yes "$@"
}

kube() {
    inside env KUBECONFIG="$MACHINE/kubeconfig" timeout 60 kubectl --request-timeout=30s -n shop "$@"
}

# until_says TEXT COMMAND...: within two minutes.
until_says() {
    local text=$1 said end=$((SECONDS + 120))
    shift
    until said=$("$@" 2>&1) && [[ $said == *"$text"* ]]; do
        ((SECONDS < end)) || { echo "Expected '$text' in the output of '$*', which is: $said" && return 1; }
        sleep 0.2
    done
}

visit() {
    inside curl -s -o /dev/null -m 5 -w '%{http_code}' -H 'Host: web.apps.localhost' "http://127.0.0.1:$PODSPACE_ROUTER_HTTP_PORT/name"
}

# kinds: how many containers of the box there are, by kind.
kinds() {
    inside docker -H "unix://$DISK/run/docker.sock" ps -a --filter label=io.podspace.cluster \
        --format '{{.Label "io.podspace.kind"}}' | sort | uniq -c | xargs
}

a_machine_runs_an_application() {
    boot
    inside ./podspace up
    (umask 077 && inside ./podspace kubeconfig >"$MACHINE/kubeconfig")
    inside env KUBECONFIG="$MACHINE/kubeconfig" kubectl create namespace shop
    kube create deployment web --image="$IMAGE" --port=8080 --replicas=3
    kube expose deployment web --port=80 --target-port=8080
    kube create ingress web --rule='web.apps.localhost/*=web:80'
    kube rollout status deployment/web --timeout=55s
    until_says 200 visit
}

# In the middle of an exchange, so that rows, containers and proxies are at different points.
after_a_power_cut_all_is_as_it_was_wanted() {
    kube set env deployment/web POWER=cut
    until_says 1 kube get deployment web -o 'jsonpath={.status.updatedReplicas}'
    cut_power
    boot
    inside ./podspace up
    inside ./podspace status
    until_says "web 3 3 3" kube get deployment web -o 'jsonpath={.metadata.name} {.status.replicas} {.status.updatedReplicas} {.status.readyReplicas}'
    until_says "1 balancer 3 pod 1 router" kinds
    until_says 200 visit
}

a_full_disk_stops_nothing_that_runs() {
    if dd if=/dev/zero of="$DISK/ballast" bs=1M 2>/dev/null; then echo "Expected: the disk gets full" && return 1; fi
    kube scale deployment web --replicas=5
    until_says "no disk space left" kube get events --field-selector involvedObject.kind=Pod
    until_says "1 has no disk space left" kube get pods -o 'jsonpath={.items[*].status.conditions[*].message}'
    until_says 200 visit
    until_says 3 kube get deployment web -o 'jsonpath={.status.readyReplicas}'
    rm "$DISK/ballast"
    until_says 5 kube get deployment web -o 'jsonpath={.status.readyReplicas}'
}

nothing_of_it_is_left() {
    inside ./podspace destroy --yes
    inside test ! -e "$DISK/box.conf"
}

# shellcheck source=provisioning/test/stories.sh
source "$CHECKOUT/provisioning/test/stories.sh"

run_stories machine a_machine_runs_an_application after_a_power_cut_all_is_as_it_was_wanted a_full_disk_stops_nothing_that_runs nothing_of_it_is_left
