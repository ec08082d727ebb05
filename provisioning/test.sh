# test: runs the layers, one after another, on what it starts itself under a temporary folder; sums their reports up.
# A layer is a function layer_NAME that leaves JUnit reports in $REPORTS/NAME.

# shellcheck source=provisioning/test/report.sh
source "$CHECKOUT/provisioning/test/report.sh"
# shellcheck source=provisioning/test/second.sh
source "$CHECKOUT/provisioning/test/second.sh"
# shellcheck source=provisioning/test/overlay.sh
source "$CHECKOUT/provisioning/test/overlay.sh"
# shellcheck source=provisioning/test/layers.sh
source "$CHECKOUT/provisioning/test/layers.sh"

readonly ALL_LAYERS="unit engine server box browser overlay api client"

run_test() {
    local layer layers=("$@")
    ((${#layers[@]} > 0)) || read -ra layers <<<"$ALL_LAYERS"
    for layer in "${layers[@]}"; do
        declare -F "layer_$layer" >/dev/null || fail "There is no test layer '$layer'. There are: $ALL_LAYERS."
    done
    CHILD='' REPORTS=$CHECKOUT/target/test-reports
    TRIAL=$(mktemp -d "${TMPDIR:-/tmp}/podspace-test.XXXX")
    trap clean_up_tests EXIT
    trap 'exit 130' INT TERM HUP
    prepare_trial
    prepare_build "${layers[@]}"
    for layer in "${layers[@]}"; do run_layer "$layer"; done
    clean_up_boxes || true
    sum_up "${layers[@]}"
}

# A home of its own, on free ports, for the box that the tests use. Its engine serves the other layers too.
prepare_trial() {
    local pair name
    for pair in $OPTION_DEFAULTS; do
        name=PODSPACE_$(tr a-z- A-Z_ <<<"${pair%%=*}")
        if [[ $name == *_PORT ]]; then export "$name=$(free_port)"; else unset "$name"; fi
    done
    export PODSPACE_HOME=$TRIAL/box PODSPACE_CACHE=${PODSPACE_CACHE:-$CHECKOUT/.podspace/cache}
    read_options test
    prepare_home
    echo "Preparing the tests in $TRIAL"
    # shellcheck disable=SC2046,SC2086
    step packages install_packages $NEEDED_COMMANDS $(engine_packages) chromium:chromium chromedriver:chromium-driver kubectl:kubernetes-client \
        dockerd:docker.io ip:iproute2 socat:socat openssl:openssl
    find_java
    export JAVA_HOME=${JAVA%/bin/java}
    step engine start_engine
    export DOCKER_HOST=$ENGINE
    step images make_trial_images
}

make_trial_images() {
    "$CHECKOUT/provisioning/images/make.sh" --tag dev haproxy demo >"$HOME_DIR/logs/images-trial.log" 2>&1 ||
        fail "The images for the tests could not be made: $(tail -n 3 "$HOME_DIR/logs/images-trial.log")"
    export PODSPACE_TEST_HAPROXY_IMAGE=podspace/haproxy:dev PODSPACE_TEST_DEMO_IMAGE=podspace/demo:dev
    DETAIL="haproxy demo"
}

# One clean build for all layers; the unit tests are part of it.
prepare_build() {
    local options=(-DskipTests)
    [[ " $* " != *" unit "* ]] || options=(-Dmaven.test.failure.ignore=true)
    rm -rf "$REPORTS" "$CHECKOUT/target/surefire-reports"
    step build trial_build "${options[@]}"
}

trial_build() {
    if ! run_quietly build maven clean package "$@"; then
        grep -m 20 'ERROR' "$TRIAL/build.log" >&2 || true
        BUILD_BROKEN=yes
        DETAIL="FAILED"
    fi
    mkdir -p "$REPORTS"
    take_reports unit "$CHECKOUT/target/surefire-reports"
}

run_layer() {
    local began
    began=$(date +%s%3N)
    mkdir -p "$REPORTS/$1"
    if [[ -z ${BUILD_BROKEN:-} ]]; then
        "layer_$1" || echo "The layer $1 ended with an error; the end of its log:" "$(tail -n 25 "$TRIAL/$1.log" 2>/dev/null || true)"
    fi
    printf '  %-10s %s (%s s)\n' "$1" "$(count_layer "$1")" "$(seconds_since "$began")"
}

# run_quietly NAME COMMAND...: output in a log.
run_quietly() {
    local name=$1
    shift
    run_apart "$@" >"$TRIAL/$name.log" 2>&1 </dev/null
}

# run_apart COMMAND...: in a shell of its own, where it may set what it likes; in the background, so that a signal ends the tests at once.
run_apart() {
    local result=0
    ("$@") &
    CHILD=$!
    wait "$CHILD" || result=$?
    CHILD=''
    return "$result"
}

# Moves the reports that a run of Maven left.
take_reports() {
    [[ ! -d $2 ]] || { rm -rf "${REPORTS:?}/$1" && mv "$2" "$REPORTS/$1"; }
}

# Stops by process id what the tests started, and keeps the logs in target/test-reports/logs.
clean_up_tests() {
    local result=$?
    trap - EXIT INT TERM HUP
    set +e
    [[ -z $CHILD ]] || end_tree "$CHILD"
    clean_up_boxes
    rm -rf "$TRIAL"
    exit "$result"
}

# Removes every box of this run; last the one whose engine the others may use. May be run again.
clean_up_boxes() {
    local part
    if [[ -d $REPORTS ]]; then
        mkdir -p "$REPORTS/logs"
        cp -r "$TRIAL"/*.log "$TRIAL"/*/logs/*.log "$REPORTS/logs/" 2>/dev/null
    fi
    ! part=$(process_id relay) || kill -CONT "$part"
    stop_overlay_box
    stop_engine_apart second
    stop_engine_apart other
    for part in "$TRIAL"/[!b]*/ "$TRIAL"/box*/; do
        if [[ $part == "$TRIAL/box/" ]]; then
            stop_process relay 5
            clear_engine_of_ours
        fi
        ! [[ -f $part/box.conf ]] || "$CHECKOUT/podspace" destroy --yes --home "$part" >>"$TRIAL/clean-up.log" 2>&1 ||
            tail -n 3 "$TRIAL/clean-up.log"
    done
}

# On an engine that this run started nothing is anybody else's. Tests that were ended leave containers of clusters of their own,
# for which the engine would go on.
clear_engine_of_ours() {
    local ENGINE=unix://$TRIAL/box/run/docker.sock
    [[ -S ${ENGINE#unix://} ]] || return 0
    engine ps -aq --filter label=io.podspace.cluster | xargs -r docker -H "$ENGINE" rm -f >>"$TRIAL/clean-up.log" 2>&1
}

# Ends a process that the tests started, and its children first.
end_tree() {
    local child
    while read -r -d " " child; do end_tree "$child"; done < <(cat "/proc/$1/task/"*/children 2>/dev/null)
    kill "$1" 2>/dev/null || true
}
