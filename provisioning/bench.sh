# bench NAME: measures. Each benchmark is a script provisioning/bench/NAME.sh that uses the functions below; like the tests, it
# runs on a box of its own under a temporary folder, which is removed afterwards.

# shellcheck source=provisioning/test.sh
source "$CHECKOUT/provisioning/test.sh"

run_bench() {
    local name=${1:-}
    [[ $name =~ ^[a-z-]+$ && -f $CHECKOUT/provisioning/bench/$name.sh ]] ||
        fail "There is no benchmark '$name'. There are: $(find "$CHECKOUT/provisioning/bench" -name '*.sh' -printf '%f ' 2>/dev/null | sed 's/[.]sh//g')"
    shift
    CHILD='' REPORTS=$CHECKOUT/target/bench
    TRIAL=$(mktemp -d "${TMPDIR:-/tmp}/podspace-bench.XXXX")
    trap clean_up_tests EXIT
    trap 'exit 130' INT TERM HUP
    mkdir -p "$REPORTS"
    prepare_trial
    # shellcheck source=/dev/null
    source "$CHECKOUT/provisioning/bench/$name.sh"
    "bench_${name//-/_}" "$@"
}

# Builds server and test classes if they are old, and starts the box. Exports where it is.
bench_box_up() {
    step classes bench_classes
    step box run_quietly box-up "$CHECKOUT/podspace" up || { cat "$TRIAL/box-up.log" && return 1; }
    step catalog wait_until 6000 process_gone images # it is made in the background, and would be measured too
    export PODSPACE_BENCH_URL PODSPACE_BENCH_ROUTER PODSPACE_BENCH_PASSWORD_FILE=$HOME_DIR/secrets/admin.password
    PODSPACE_BENCH_URL=$(console_url) PODSPACE_BENCH_ROUTER=$(router_url)
    export PODSPACE_BENCH_PREFIX PODSPACE_BENCH_CLUSTER=$CLUSTER
    PODSPACE_BENCH_PREFIX=$(image_prefix)
    export PODSPACE_BENCH_KUBECONFIG=$TRIAL/kubeconfig
    (umask 077 && "$CHECKOUT/podspace" kubeconfig >"$PODSPACE_BENCH_KUBECONFIG")
}

bench_classes() {
    local goals=(test-compile)
    if build_is_old; then goals=(-DskipTests clean package); fi
    run_quietly classes maven -q "${goals[@]}" || { grep -m 15 ERROR "$TRIAL/classes.log" >&2 && fail "The build failed."; }
    run_quietly classpath maven -q dependency:build-classpath -Dmdep.outputFile="$TRIAL/classpath" -Dmdep.includeScope=test ||
        fail "Maven could not tell the class path: $(tail -n 5 "$TRIAL/classpath.log")"
    DETAIL=compiled
}

# bench_java CLASS ARGUMENT...: a program of the test classes; its output is ours.
bench_java() {
    "$JAVA" -cp "$CHECKOUT/target/test-classes:$CHECKOUT/target/classes:$(cat "$TRIAL/classpath")" "$@" &
    CHILD=$!
    local result=0
    wait "$CHILD" || result=$?
    CHILD=''
    return "$result"
}
