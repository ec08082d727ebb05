# The options of a box, and what is remembered of them in its home.
#   HOME_DIR       folder of the box          OPTION[name]   its options, for instance OPTION[console-port]
#   CLUSTER        marks what is ours on the engine, 8 characters, made once

declare -A OPTION=()
readonly OPTION_DEFAULTS="bind=127.0.0.1 console-port=8080 database-port=3307 registry-port=5000 api-port=6443
router-http-port=8000 router-https-port=8443 apps-domain=apps.localhost console-host=localhost network-pool=10.208.0.0/12
network-driver=bridge engine-address="

# read_options COMMAND ARGUMENT...: the command line first, then the environment, then what the home remembers, then defaults. Only
# up changes a box: for others its memory goes before the environment, which may speak of another box.
read_options() {
    local command=$1 pair name value said own
    local -A given=()
    shift
    HOME_DIR=${PODSPACE_HOME:-$CHECKOUT/.podspace}
    FLAG_ALL='' FLAG_YES='' FLAG_NO_BUILD=${PODSPACE_NO_BUILD:-} WORDS=()
    while (($# > 0)); do
        case $1 in
            --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" && continue ;;
            --all) FLAG_ALL=yes ;;
            --yes) FLAG_YES=yes ;;
            --no-build) FLAG_NO_BUILD=yes ;;
            --home) HOME_DIR=${2:?"--home needs a folder"} && shift ;;
            --*)
                name=${1#--}
                [[ " ${OPTION_DEFAULTS//$'\n'/ }" == *" $name="* ]] || fail "There is no option $1. './podspace help' lists them."
                (($# > 1)) || fail "The option $1 needs a value."
                given[$name]=$2
                shift
                ;;
            *) WORDS+=("$1") ;;
        esac
        shift
    done
    ((${#WORDS[@]} == 0)) || [[ $command == logs ]] || fail "'$command' takes no '${WORDS[0]}'. See './podspace help'."
    HOME_DIR=$(realpath -m "$HOME_DIR")
    for pair in $OPTION_DEFAULTS; do
        name=${pair%%=*}
        said=PODSPACE_$(tr a-z- A-Z_ <<<"$name")
        said=${!said:-} own=$(remembered "$name")
        if [[ $command == up ]]; then value=${said:-$own}; else value=${own:-$said}; fi
        value=${given[$name]:-$value}
        OPTION[$name]=${value:-${pair#*=}}
        check_option "$name"
    done
    CLUSTER=$(remembered cluster)
    ENGINE=$(remembered engine)
}

check_option() {
    local value=${OPTION[$1]}
    case $1 in
        *-port)
            [[ $value =~ ^[1-9][0-9]{0,4}$ && $value -le 65535 ]] ||
                fail "--$1 is '$value'; a port is a number from 1 to 65535."
            ;;
        apps-domain | console-host)
            [[ $value =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$ ]] ||
                fail "--$1 is '$value'; a name has letters a-z, digits, dots and hyphens."
            ;;
        bind) [[ $value =~ ^[0-9]+(\.[0-9]+){3}$ ]] || fail "--$1 is '$value'; it must be an IPv4 address of this machine." ;;
        network-pool) [[ $value =~ ^[0-9.]+/[0-9]+$ ]] || fail "--$1 is '$value'; it must look like 10.208.0.0/12." ;;
        network-driver) [[ $value == bridge || $value == overlay ]] || fail "--$1 is '$value'; it is bridge or overlay." ;;
        engine-address)
            [[ -z $value || $value =~ ^[0-9]+(\.[0-9]+){3}$ ]] || fail "--$1 is '$value'; it must be an IPv4 address of the engine's machine."
            ;;
    esac
}

# What box.conf in the home says of a name; nothing if it says nothing.
remembered() {
    [[ ! -f $HOME_DIR/box.conf ]] || sed -n "s/^$1=//p" "$HOME_DIR/box.conf"
}

remember_options() {
    local name
    {
        echo "# What this box was made with. Written by podspace up."
        echo "cluster=$CLUSTER"
        echo "engine=$ENGINE"
        for name in "${!OPTION[@]}"; do echo "$name=${OPTION[$name]}"; done | sort
    } >"$HOME_DIR/box.conf.new"
    mv "$HOME_DIR/box.conf.new" "$HOME_DIR/box.conf"
}

is_box() {
    [[ -f $HOME_DIR/box.conf && -n $CLUSTER ]]
}

need_box() {
    is_box || fail "There is no box in $HOME_DIR. './podspace up' makes one; --home or PODSPACE_HOME names another folder."
}

# Makes the home, its secrets and its cluster id if they are not there.
prepare_home() {
    ((${#HOME_DIR} <= 70)) || fail "The path of the home, $HOME_DIR, is too long for the sockets in it: at most 70 characters."
    if ! is_box && [[ -d $HOME_DIR && -n $(find "$HOME_DIR" -mindepth 1 -maxdepth 1 ! -name cache ! -name run ! -name box.conf.new -print -quit) ]]; then
        fail "The folder $HOME_DIR is not empty and is no box. Say --home with a folder of its own."
    fi
    mkdir -p "$HOME_DIR/run" || fail "The folder $HOME_DIR cannot be made."
    [[ -n $CLUSTER ]] || CLUSTER=$(random_text 8)
    remember_options # before anything else is made, so that what was cut short is known for a box
    mkdir -p "$HOME_DIR"/{logs,secrets,cache}
    chmod 700 "$HOME_DIR/secrets"
    make_secret master.key head -c 32 /dev/urandom
    make_secret admin.password random_text 16
    make_secret admin.token api_token
    make_secret database.password random_text 32
    mkdir -p "$HOME_DIR/secrets/pki"
}

random_text() {
    LC_ALL=C tr -dc a-z0-9 < <(head -c 4096 /dev/urandom) | head -c "$1" || true
}

# A token of the API, in the form of io.podspace.security.TokenText.
api_token() {
    echo "pst_$(random_text 40)"
}

# make_secret FILE COMMAND...: its output, readable by nobody else, and never written half.
make_secret() {
    local file=$HOME_DIR/secrets/$1
    shift
    [[ ! -s $file ]] || return 0
    (umask 077 && "$@" >"$file.new")
    mv "$file.new" "$file"
}

secret() {
    cat "$HOME_DIR/secrets/$1"
}
