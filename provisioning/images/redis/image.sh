# Redis as Debian builds it.
IMAGE_VERSION=7.0
IMAGE_OWNER=100:100
IMAGE_OWNED=(data)
IMAGE_CHANGES=('CMD ["/start"]' 'EXPOSE 6379' 'USER 100:100' 'WORKDIR /data')

fill_root() {
    add_shell
    fetch redis-server redis-tools
    take_programs /usr/bin/redis-server /usr/bin/redis-check-rdb /usr/bin/redis-cli
    add_user redis 100 /data
    mkdir -p "$ROOT/data"
    install -m 755 "$IMAGE_SOURCE/start.sh" "$ROOT/start"
}
