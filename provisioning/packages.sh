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

# Packages of these pairs that an installation which was killed left unpacked or half configured, one a line.
half_packages() {
    ! has_command dpkg-query ||
        { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${@#*:}" 2>/dev/null || true; } |
        sed -nE 's/^(unpacked|half-installed|half-configured|triggers-[a-z]+) //p' | sort -u
}

# Names what is missing or half installed and installs it; without the right to, says what to do.
install_packages() {
    local missing half
    mapfile -t missing < <(missing_packages "$@")
    mapfile -t half < <(half_packages "$@")
    if ((${#missing[@]} + ${#half[@]} == 0)); then
        DETAIL="nothing missing"
        return
    fi
    if ((${#half[@]} > 0)) && [[ $(id -u) != 0 ]]; then
        fail "An installation was cut short and left ${half[*]} half installed." \
            "As root: dpkg --configure -a && apt-get install --fix-broken   Then run this again."
    fi
    has_command apt-get || fail "Missing: ${missing[*]} (names of Debian packages). Install them, then run this again."
    [[ $(id -u) == 0 ]] ||
        fail "Missing Debian packages. As root: apt-get install --no-install-recommends ${missing[*]}   Then run this again."
    printf 'installing %s ... ' "$(printf '%s\n' "${missing[@]}" "${half[@]}" | sort -u | xargs)"
    # what was killed while it was unpacked lacks files, which nothing but a new installation brings
    without_service_start apt_install ${half:+--reinstall} "${missing[@]}" "${half[@]}"
    DETAIL="installed"
}

apt_install() {
    local log=$HOME_DIR/logs/packages.log
    local options=(-qq -y -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root)
    finish_installation "${options[@]}"
    refresh_package_lists
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null ||
        fail "apt-get could not install $*; see $log"
    # A service that a package brings would be started at the next boot and take a port.
    if has_command systemctl; then systemctl disable docker-registry >>"$log" 2>&1 || true; fi
}

# apt-get refuses to work until what dpkg was killed in is finished; what is whole already costs a moment.
finish_installation() {
    local log=$HOME_DIR/logs/packages.log
    if ! DEBIAN_FRONTEND=noninteractive dpkg --configure -a >>"$log" 2>&1 </dev/null; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@" install --fix-broken >>"$log" 2>&1 </dev/null ||
            fail "An installation of packages was cut short, and could not be finished; see $log" \
                "As root: dpkg --configure -a && apt-get install --fix-broken   Then run this again."
    fi
}

# The lists of packages, if there are none or they are older than a day.
refresh_package_lists() {
    [[ -z $(find /var/lib/apt/lists -name '*_Packages*' -mtime -1 -print -quit 2>/dev/null) ]] || return 0
    apt-get -qq update >>"$HOME_DIR/logs/packages.log" 2>&1 </dev/null || true
}

# Runs a command with Debian's own switch set that keeps packages from starting their services. One of ours that is there already
# was left by an installation that was killed.
without_service_start() {
    local policy=/usr/sbin/policy-rc.d result=0 mark="# Written by podspace up for the time of an installation."
    if [[ -e $policy ]] && ! grep -qxF "$mark" "$policy"; then
        "$@"
        return
    fi
    printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
    chmod 755 "$policy"
    ("$@") || result=$?
    rm -f "$policy"
    return "$result"
}
