# Ports: who listens, and plain HTTP questions, without any tool that a small Debian lacks.

# Inode numbers of the sockets that listen on a port.
listeners() {
    awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10 }' \
        /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# Name and id of the process that listens on a port, as far as this user may see it.
listener_name() {
    local inode link pid
    for inode in $(listeners "$1"); do
        link=$(find /proc/[0-9]*/fd -lname "socket:\\[$inode\\]" -print -quit 2>/dev/null || true)
        [[ -n $link ]] || continue
        pid=${link#/proc/}
        pid=${pid%%/*}
        echo "$(cat "/proc/$pid/comm") (process $pid)"
        return
    done
    echo "another process"
}

# need_port OPTION WHAT: adds a line to TAKEN if somebody listens at the port of an option.
need_port() {
    local port=${OPTION[$1]}
    [[ -z $(listeners "$port") ]] ||
        TAKEN+="Port $port, wanted for the $2, is taken by $(listener_name "$port"). Free it, or choose another with --$1."$'\n'
}

# Two options with the same port.
need_different_ports() {
    local name
    local -A seen=()
    for name in $(printf '%s\n' "${!OPTION[@]}" | grep -- '-port$' | sort); do
        [[ -z ${seen[${OPTION[$name]}]:-} ]] ||
            fail "--${seen[${OPTION[$name]}]} and --$name are both ${OPTION[$name]}. Choose another port for one of them."
        seen[${OPTION[$name]}]=$name
    done
}

# A port below the range of outgoing connections on which nobody listens.
free_port() {
    local port tries
    for ((tries = 0; tries < 200; tries++)); do
        port=$((20000 + RANDOM % 10000))
        [[ -n $(listeners "$port") ]] || { echo "$port" && return; }
    done
    fail "No free port was found."
}

# Address at which something that is bound to --bind is asked from this machine.
ask_address() {
    case ${OPTION[bind]} in
        0.0.0.0) echo 127.0.0.1 ;;
        *) echo "${OPTION[bind]}" ;;
    esac
}

# http_status ADDRESS PORT PATH [HOST]: the status code of a GET; fails if nothing answers within 3 s.
http_status() {
    # shellcheck disable=SC2016
    timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "GET %s HTTP/1.0\r\nHost: %s\r\nAccept: */*\r\n\r\n" "$2" "$3" >&3 &&
        read -r _ code _ <&3 && echo "$code"' "$1" "$2" "$3" "${4:-localhost}" 2>/dev/null
}

answers() {
    [[ $(http_status "$1" "$2" "$3") == "${4:-200}" ]]
}
