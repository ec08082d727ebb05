# What the launcher says, and how.

# Ends the command with a message: what happened, and what to do.
fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

seconds_since() {
    local passed=$(($(date +%s%3N) - $1))
    printf '%d.%d' $((passed / 1000)) $((passed % 1000 / 100))
}

# step NAME FUNCTION [ARGUMENT...]: runs it, and tells what it left in DETAIL and how long it took.
step() {
    local name=$1 began
    shift
    began=$(date +%s%3N)
    DETAIL=
    printf '  %-10s ' "$name"
    "$@"
    printf '%s (%s s)\n' "${DETAIL:-ready}" "$(seconds_since "$began")"
}

show_help() {
    cat <<'TEXT'
PodSpace: a Container-as-a-Service cloud on plain Docker.

  ./podspace up        makes and starts the box; says where it is
  ./podspace down      stops it; pods and router go on serving (--all stops them too)
  ./podspace status    each part with its process, address and health; exit code 0 only when all is well
  ./podspace logs      the last lines of the logs (logs [console|database|registry|engine|images|build] [-f])
  ./podspace destroy   removes the box, its pods and its data (--yes: without asking)
  ./podspace kubeconfig  what kubectl needs to work with the box, as its administrator (kubeconfig >FILE)
  ./podspace test      runs the tests (test [unit|engine|server|box|browser|overlay|api|client]...)
  ./podspace bench     measures (bench scale [--pods N] | heal [--rounds N] | rollout [--pods N] | api, [--json FILE])

Options, each also as an environment variable (--console-port: PODSPACE_CONSOLE_PORT). A box remembers them.
  --home FOLDER             where everything of the box lies (.podspace in the checkout)
  --bind ADDRESS            address of console and router (127.0.0.1)
  --console-port PORT       (8080)        --router-http-port PORT   (8000)
  --database-port PORT      (3307)        --router-https-port PORT  (8443)
  --registry-port PORT      (5000)        --api-port PORT           the Kubernetes API, over TLS (6443)
  --apps-domain DOMAIN      generated host names of routes end with it (apps.localhost)
  --console-host NAME       the console's own name, which no route may claim (localhost)
  --network-pool CIDR       the networks of projects are taken out of it (10.208.0.0/12)
  --network-driver DRIVER   bridge, or overlay for several hosts on engines joined to one swarm (bridge)
  --engine-address ADDRESS  where this machine reaches ports that the engine publishes (127.0.0.1, or its TCP address)
  --no-build                up: never build, take the server that is there
The Docker engine is the one of DOCKER_HOST or of the default socket; when none answers, the box starts its own.
TEXT
}
