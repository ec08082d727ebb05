# Fills $ROOT, the root file system of an image, from what Debian ships. Sourced by make.sh; no image is pulled.

# Extracts Debian packages into a folder; the downloaded files are kept in the cache.
extract_packages() {
    local into=$1 package file
    shift
    mkdir -p "$CACHE/packages"
    for package in "$@"; do
        file=$(find "$CACHE/packages" -name "${package}_*.deb" -print -quit)
        if [[ -z $file ]]; then
            (cd "$CACHE/packages" && apt-get -qq -o APT::Sandbox::User=root download "$package") >&2 ||
                fail "Cannot download the Debian package $package. Try: apt-get update"
            file=$(find "$CACHE/packages" -name "${package}_*.deb" -print -quit)
        fi
        dpkg-deb --fsys-tarfile "$file" | tar -x --no-same-owner --exclude=./usr/share/doc --exclude=./usr/share/man \
            --exclude=./usr/share/locale --exclude=./usr/share/lintian -C "$into"
    done
}

# The packages and the libraries they need, one a line. Follows only dependencies on libraries: scripts of packages, and what
# these would need (perl, debconf), are never run in an image.
with_libraries() {
    local -A known=()
    local fresh=("$@") package
    while ((${#fresh[@]} > 0)); do
        for package in "${fresh[@]}"; do known[$package]=1; done
        mapfile -t fresh < <(apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
            --no-enhances --no-pre-depends "${fresh[@]}" |
            sed -n 's/^ *|\{0,1\}Depends: \(lib[^ :<]*\)\(:any\)\{0,1\}$/\1/p' | sort -u |
            grep -Ev -- "-perl\$|^libperl|^libllvm|${IMAGE_NO_LIBRARIES:-^\$}" |
            while read -r package; do [[ -n ${known[$package]:-} ]] || echo "$package"; done)
    done
    printf '%s\n' "${!known[@]}" | sort
}

# A small /etc, a writable /tmp, and Debian's busybox with its shell and commands. Dynamic, since the static one cannot
# look up host names.
add_shell() {
    local scratch command
    mkdir -p "$ROOT"/{bin,dev,etc,proc,root,run,sys,tmp,usr/bin,var}
    chmod 1777 "$ROOT/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$ROOT/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$ROOT/etc/group"
    printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$ROOT/etc/nsswitch.conf"
    scratch=$(mktemp -d "$WORK/busybox.XXXX")
    extract_packages "$scratch" busybox
    add_program "$scratch/bin/busybox" /bin/busybox
    for command in $("$scratch/bin/busybox" --list); do
        [[ -e $ROOT/bin/$command ]] || ln -s busybox "$ROOT/bin/$command"
    done
}

# add_program FILE [PLACE]: a program of this machine and the libraries that it loads.
add_program() {
    local program=$1 place=${2:-$1} library
    install -D -m 755 "$program" "$ROOT$place"
    ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
        [[ -e $ROOT$library ]] || install -D -m 755 "$library" "$ROOT$library"
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
