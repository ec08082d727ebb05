# Debian packages that the box needs.

# A command that must be there, and the package that brings it.
readonly NEEDED_COMMANDS="mariadbd:mariadb-server-core mariadb-install-db:mariadb-server-core mariadb:mariadb-client-core
docker-registry:docker-registry gcc:gcc flock:util-linux setpriv:util-linux"
readonly NEEDED_FOR_ENGINE="dockerd:docker.io docker:docker.io iptables:iptables"

has_command() {
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null
}

# Packages of these command:package pairs that are missing, one a line.
missing_packages() {
    local pair
    for pair in "$@"; do has_command "${pair%%:*}" || echo "${pair#*:}"; done | sort -u
}

# Names what is missing and installs it; without the right to, says what to do.
install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        DETAIL="nothing missing"
        return
    fi
    has_command apt-get || fail "Missing: ${missing[*]} (names of Debian packages). Install them, then run this again."
    [[ $(id -u) == 0 ]] ||
        fail "Missing Debian packages. As root: apt-get install --no-install-recommends ${missing[*]}   Then run this again."
    printf 'installing %s ... ' "${missing[*]}"
    without_service_start apt_install "${missing[@]}"
    DETAIL="installed"
}

apt_install() {
    local log=$HOME_DIR/logs/packages.log
    local options=(-qq -y -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root)
    refresh_package_lists
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null ||
        fail "apt-get could not install $*; see $log"
    # A service that a package brings would be started at the next boot and take a port.
    if has_command systemctl; then systemctl disable docker-registry >>"$log" 2>&1 || true; fi
}

# The lists of packages, if there are none or they are older than a day.
refresh_package_lists() {
    [[ -z $(find /var/lib/apt/lists -name '*_Packages*' -mtime -1 -print -quit 2>/dev/null) ]] || return 0
    apt-get -qq update >>"$HOME_DIR/logs/packages.log" 2>&1 </dev/null || true
}

# Runs a command with Debian's own switch set that keeps packages from starting their services.
without_service_start() {
    local policy=/usr/sbin/policy-rc.d result=0
    if [[ -e $policy ]]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\n# Written by podspace up for the time of an installation.\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    ("$@") || result=$?
    rm -f "$policy"
    return "$result"
}
