# The layers of ./podspace test. Each leaves its JUnit reports in $REPORTS/<layer>.

# They ran with the build.
layer_unit() {
    [[ -d $REPORTS/unit ]]
}

# The contracts of the drivers, on the real engine and the real HAProxy.
layer_engine() {
    run_tagged engine
}

# The beans in the provisioned server, on a MariaDB of their own.
layer_server() {
    run_apart beans_in_the_server
}

beans_in_the_server() {
    HOME_DIR=$TRIAL/server CLUSTER='' ENGINE=$DOCKER_HOST OPTION[database-port]=$(free_port)
    prepare_home
    start_database
    PODSPACE_DB_URL=$(database_url) PODSPACE_DB_USER=podspace PODSPACE_DB_PASSWORD=$(secret database.password)
    export PODSPACE_DB_URL PODSPACE_DB_USER PODSPACE_DB_PASSWORD
    export PODSPACE_MASTER_KEY_FILE=$HOME_DIR/secrets/master.key PODSPACE_PKI_DIR=$HOME_DIR/secrets/pki
    export PODSPACE_ADMIN_PASSWORD_FILE=$HOME_DIR/secrets/admin.password PODSPACE_CLUSTER=$CLUSTER
    export PODSPACE_ENGINE=$ENGINE PODSPACE_HAPROXY_IMAGE=$PODSPACE_TEST_HAPROXY_IMAGE
    export PODSPACE_ROUTER_HTTP_PORT PODSPACE_ROUTER_HTTPS_PORT
    PODSPACE_ROUTER_HTTP_PORT=$(free_port) PODSPACE_ROUTER_HTTPS_PORT=$(free_port)
    result=0
    run_tagged server || result=$?
    stop_process database 30
    exit "$result"
}

# The launcher itself: up, up again, down, up, destroy; and a box on a machine of its own that loses its power.
layer_box() {
    local result=0
    run_apart life_of_a_box || result=$?
    run_quietly machine bash "$CHECKOUT/provisioning/test/power.sh" "$REPORTS/box" || result=$?
    return "$result"
}

life_of_a_box() {
    result=0
    PODSPACE_REGISTRY_PORT=$(free_port) PODSPACE_TEST_OTHER_ENGINE=$TRIAL/other
    export PODSPACE_REGISTRY_PORT PODSPACE_TEST_OTHER_ENGINE
    start_engine_apart other "$PODSPACE_REGISTRY_PORT"
    run_quietly box bash "$CHECKOUT/provisioning/test/box.sh" "$REPORTS/box" || result=$?
    stop_engine_apart other
    exit "$result"
}

# The journeys in a browser, against a box that is started for them. It reaches the engine through a relay, which a journey stops.
layer_browser() {
    start_relay
    start_engine_apart second "${OPTION[registry-port]}"
    start_journeys_box browser || return 1
    run_apart journeys_in_a_browser
}

journeys_in_a_browser() {
    result=0
    HOME_DIR=$JOURNEYS
    run_journeys browser -Dpodspace.launcher="$CHECKOUT/podspace" -Dpodspace.engine.relay="$TRIAL/box/run/relay.pid" \
        -Dpodspace.engine.second="$TRIAL/second" || result=$?
    HOME_DIR=$TRIAL/box
    stop_engine_apart second
    exit "$result"
}

# A journey over overlay networks, with a box and engines of its own.
layer_overlay() {
    run_apart journey_over_overlays
}

journey_over_overlays() {
    result=0
    start_overlay_box || exit 1
    read_options test --home "$OVERLAY"
    run_journeys overlay -Dtest=OverlayTest -Dpodspace.engine.second="$TRIAL/worker" || result=$?
    HOME_DIR=$TRIAL/box
    stop_overlay_box
    exit "$result"
}

# run_journeys NAME OPTION...: against the box in HOME_DIR; reports into $REPORTS/NAME.
run_journeys() {
    local name=$1 result=0
    shift
    run_quietly "$name" maven -f "$CHECKOUT/selenium-tests/pom.xml" test -Dmaven.test.failure.ignore=true \
        -Dpodspace.url="$(console_url)" -Dpodspace.router="$(router_url)" \
        -Dpodspace.router.https="https://127.0.0.1:${OPTION[router-https-port]}" \
        -Dpodspace.home="$HOME_DIR" -Dpodspace.admin.password.file="$HOME_DIR/secrets/admin.password" \
        -Dpodspace.catalog.registry="$(image_prefix)" "$@" || result=$?
    take_reports "$name" "$CHECKOUT/selenium-tests/target/surefire-reports"
    return "$result"
}

# kubectl against the box of the browser's journeys, which is started if it is not up.
layer_api() {
    start_journeys_box api || return 1
    PODSPACE_HOME=$JOURNEYS run_quietly api bash "$CHECKOUT/provisioning/test/api.sh" "$REPORTS/api"
}

# A client library against the same box.
layer_client() {
    start_journeys_box client || return 1
    export PODSPACE_TEST_KUBECONFIG=$TRIAL/kubeconfig
    (umask 077 && PODSPACE_HOME=$JOURNEYS "$CHECKOUT/podspace" kubeconfig >"$PODSPACE_TEST_KUBECONFIG")
    run_tagged client
}

# start_journeys_box LAYER: it goes to the engine by the relay, if there is one.
start_journeys_box() {
    JOURNEYS=$TRIAL/journeys
    PODSPACE_HOME=$JOURNEYS DOCKER_HOST=${RELAY:-$DOCKER_HOST} run_quietly "$1-up" "$CHECKOUT/podspace" up --no-build ||
        { cat "$TRIAL/$1-up.log" && return 1; }
}

# A socket that passes everything to the engine of the tests.
start_relay() {
    RELAY=unix://$TRIAL/engine.sock
    start_process relay "$JAVA" -XX:+UseSerialGC -Xmx64m "$CHECKOUT/provisioning/test/Relay.java" "$TRIAL/engine.sock" "${DOCKER_HOST#unix://}"
    wait_ready relay 300 engine_answers "$RELAY"
}

# run_tagged GROUP: the tests of the main project that carry this tag, on what the build compiled.
run_tagged() {
    local result=0
    rm -rf "$CHECKOUT/target/surefire-reports"
    run_quietly "$1" maven surefire:test -Dpodspace.groups="$1" -Dpodspace.excludedGroups= -Dmaven.test.failure.ignore=true \
        -Dsurefire.failIfNoSpecifiedTests=false || result=$?
    take_reports "$1" "$CHECKOUT/target/surefire-reports"
    return "$result"
}
