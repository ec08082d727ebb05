# shellcheck shell=bash
# Fills $ROOT, the root file system of an image, from what Debian ships. Sourced by make.sh; no image is pulled.

# fetch PACKAGE...: extracts packages and the libraries they need into $PACKAGES. Downloaded files are kept in the cache.
fetch() {
    local package packages missing
    PACKAGES=$WORK/packages
    mkdir -p "$PACKAGES" "$CACHE/packages"
    mapfile -t packages < <(with_libraries "$@")
    exec 8>"$CACHE/packages/lock" && flock 8 # several boxes may share a cache
    mapfile -t missing < <(for package in "${packages[@]}"; do [[ -n $(cached_package "$package") ]] || echo "$package"; done)
    ((${#missing[@]} == 0)) || (cd "$CACHE/packages" && apt-get -qq -o APT::Sandbox::User=root download "${missing[@]}") >&2 ||
        fail "Cannot download the Debian packages ${missing[*]}. As root: apt-get update   Then run this again."
    exec 8>&-
    for package in "${packages[@]}"; do
        dpkg-deb --fsys-tarfile "$(cached_package "$package")" | tar -x --no-same-owner --exclude=./usr/share/doc --exclude=./usr/share/man \
            --exclude=./usr/share/locale --exclude=./usr/share/lintian -C "$PACKAGES"
    done
}

cached_package() {
    find "$CACHE/packages" -name "$1_*.deb" -print -quit
}

# The packages and the libraries they need, one a line. Follows only dependencies on libraries: scripts of packages, and what
# these would need (perl, debconf), are never run in an image. The C library is that of this machine.
with_libraries() {
    local -A known=()
    local fresh=("$@") package
    while ((${#fresh[@]} > 0)); do
        for package in "${fresh[@]}"; do known[$package]=1; done
        mapfile -t fresh < <(apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
            --no-enhances --no-pre-depends "${fresh[@]}" |
            sed -n 's/^ *|\{0,1\}Depends: \(lib[^ :<]*\)\(:any\)\{0,1\}$/\1/p' | sort -u |
            grep -Ev -- '-perl$|^libperl|^libllvm|^libc6$|^libelogind' |
            while read -r package; do [[ -n ${known[$package]:-} ]] || echo "$package"; done)
    done
    printf '%s\n' "${!known[@]}" | sort
}

# take PATH...: files and folders of the fetched packages.
take() {
    (cd "$PACKAGES" && cp -a --parents "${@#/}" "$ROOT/")
}

# take_programs PATH...: programs of the fetched packages, with the libraries that they load.
take_programs() {
    local library
    take "$@"
    for library in $(libraries_of "${@/#/$PACKAGES}"); do
        [[ -e $ROOT${library#"$PACKAGES"} ]] || install -D -m 755 "$library" "$ROOT${library#"$PACKAGES"}"
    done
}

libraries_of() {
    local folders
    folders=$(find "$PACKAGES"/lib "$PACKAGES"/usr/lib -mindepth 1 -maxdepth 1 -name '*-linux-gnu' -printf '%p:' 2>/dev/null)
    LD_LIBRARY_PATH=$folders ldd "$@" | grep -o '^[[:space:]].*' | grep -o '/[^ ]*' | sort -u
}

# A small /etc, a writable /tmp, and Debian's busybox with its shell and commands. Dynamic, since the static one cannot
# look up host names.
add_shell() {
    local command
    mkdir -p "$ROOT"/{bin,dev,etc,proc,root,run,sys,tmp,usr/bin,var}
    chmod 1777 "$ROOT/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$ROOT/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$ROOT/etc/group"
    printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$ROOT/etc/nsswitch.conf"
    fetch busybox
    take_programs /bin/busybox
    for command in $("$PACKAGES/bin/busybox" --list); do
        [[ -e $ROOT/bin/$command ]] || ln -s busybox "$ROOT/bin/$command"
    done
}

# add_user NAME UID HOME
add_user() {
    echo "$1:x:$2:$2::$3:/bin/sh" >>"$ROOT/etc/passwd"
    echo "$1:x:$2:" >>"$ROOT/etc/group"
}

# Writes the root as a tar whose content depends on nothing but the files.
pack_root() {
    local tar=$1 path
    local options=(--numeric-owner --sort=name --mtime=@0)
    local excluded=()
    for path in "${IMAGE_OWNED[@]}"; do excluded+=("--exclude=./$path"); done
    tar "${options[@]}" --owner=0 --group=0 "${excluded[@]}" -C "$ROOT" -cf "$tar" .
    ((${#IMAGE_OWNED[@]} == 0)) ||
        tar "${options[@]}" --owner="${IMAGE_OWNER%:*}" --group="${IMAGE_OWNER#*:}" -C "$ROOT" -rf "$tar" "${IMAGE_OWNED[@]/#/./}"
}
