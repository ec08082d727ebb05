# Processes of a box. Each has HOME_DIR/run/NAME.pid with its id and its start time, so that the id of another process
# that came later is never taken for ours.

# Start time of a process in clock ticks since boot; fails if it is gone or only waits to be reaped.
start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    [[ ${stat%% *} != Z ]] || return 1
    awk '{ print $20 }' <<<"$stat"
}

# Process id of a part that runs; fails otherwise.
process_id() {
    local pid began
    [[ -s $HOME_DIR/run/$1.pid ]] || return 1
    read -r pid began <"$HOME_DIR/run/$1.pid"
    [[ $(start_time "$pid") == "$began" ]] || return 1
    echo "$pid"
}

# start_process NAME COMMAND...: in a session of its own, output in the log. The process itself writes its pid file before it
# becomes the command, so that no moment exists in which it runs unrecorded.
start_process() {
    local name=$1
    shift
    rm -f "$HOME_DIR/run/$name.pid"
    # shellcheck disable=SC2016
    setsid bash -c 'stat=$(cat /proc/$$/stat) && set -- "$@" && echo "$$ $(awk "{ print \$20 }" <<<"${stat##*) }")" >"$0.new" && mv "$0.new" "$0" && exec "$@"' \
        "$HOME_DIR/run/$name.pid" "$@" </dev/null >"$HOME_DIR/logs/$name.log" 2>&1 9>&- &
    disown
    wait_until 50 test -s "$HOME_DIR/run/$name.pid" || fail "$name did not start; see $HOME_DIR/logs/$name.log"
}

# stop_process NAME SECONDS: asks it to stop, and kills it when the time is over.
stop_process() {
    local pid
    if pid=$(process_id "$1"); then
        kill "$pid" 2>/dev/null || true
        if ! wait_until $(($2 * 10)) process_gone "$1"; then
            kill -KILL "$pid" 2>/dev/null || true
            wait_until 100 process_gone "$1" || fail "The process $pid of $1 does not end."
        fi
    fi
    rm -f "$HOME_DIR/run/$1.pid"
}

process_gone() {
    ! process_id "$1" >/dev/null
}

# await_leftover NAME TENTHS COMMAND...: a process that a killed command left may be starting or stopping. Waits until the condition
# holds or it is gone.
await_leftover() {
    local name=$1 tenths=$2
    shift 2
    wait_until "$tenths" gone_or "$name" "$@" || true
}

gone_or() {
    process_gone "$1" || "${@:2}"
}

# wait_until TENTHS COMMAND...: repeats a condition each tenth of a second; fails when the time is over.
wait_until() {
    local tenths=$1
    shift
    while ! "$@"; do
        ((tenths-- > 0)) || return 1
        sleep 0.1
    done
}

# wait_ready NAME TENTHS COMMAND...: waits for the condition as long as the process lives; else tells the end of its log.
wait_ready() {
    local name=$1 tenths=$2 left
    shift 2
    for ((left = tenths; left > 0; left--)); do
        ! "$@" || return 0
        process_id "$name" >/dev/null || break
        sleep 0.1
    done
    tail -n 15 "$HOME_DIR/logs/$name.log" >&2 || true
    ((left > 0)) || fail "$name is not ready after $((tenths / 10)) s. Its log is $HOME_DIR/logs/$name.log"
    fail "$name ended at once. Its log is $HOME_DIR/logs/$name.log"
}

# lock_box [SECONDS]: one command at a time works on a box, since two at once would start everything twice. What a command that was
# killed left at work (a build, an installation) holds its lock, and is waited for: nothing that it writes may be touched.
lock_box() {
    mkdir -p "$HOME_DIR/run"
    exec 9>"$HOME_DIR/run/lock"
    if ! flock -w "${1:-0}" 9; then
        ! process_id command >/dev/null ||
            fail "Another podspace command (process $(process_id command)) is working on $HOME_DIR. Try again when it has ended."
        echo "Waiting for what a podspace command that was killed left at work: $(lock_holders)"
        flock -w 900 9 || fail "It has not ended after 15 minutes. End it, then run this again: $(lock_holders)"
    fi
    echo "$$ $(start_time $$)" >"$HOME_DIR/run/command.pid"
}

# Names and ids of the other processes that have the lock's file open.
lock_holders() {
    local link pid text=
    while read -r link; do
        pid=${link#/proc/} pid=${pid%%/*}
        [[ $pid == "$$" || $pid == "$BASHPID" ]] || text+=", $(cat "/proc/$pid/comm" 2>/dev/null) (process $pid)"
    done < <(find /proc/[0-9]*/fd -lname "$HOME_DIR/run/lock" -print 2>/dev/null 9>&-)
    echo "${text#, }"
}

resident_megabytes() {
    awk '/^VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$1/status" 2>/dev/null || true
}
