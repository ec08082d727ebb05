# PostgreSQL as Debian builds it, without just-in-time compilation.
IMAGE_VERSION=15
IMAGE_OWNER=100:100
IMAGE_OWNED=(var/lib/postgresql run/postgresql)
IMAGE_CHANGES=('CMD ["/start"]' 'EXPOSE 5432' 'USER 100:100' 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/sbin:/usr/bin:/sbin:/bin')

fill_root() {
    local binaries=/usr/lib/postgresql/15
    add_shell
    fetch postgresql-15 postgresql-client-15 tzdata
    take_programs $binaries/bin/{postgres,initdb,pg_ctl,psql,pg_dump,pg_isready} $binaries/lib/{plpgsql,dict_snowball}.so
    for library in "$PACKAGES$binaries"/lib/*_and_*.so; do take "${library#"$PACKAGES"}"; done
    take /usr/share/postgresql /usr/share/zoneinfo
    add_user postgres 100 /var/lib/postgresql
    mkdir -p "$ROOT/var/lib/postgresql" "$ROOT/run/postgresql"
    ln -s ../run "$ROOT/var/run"
    install -m 755 "$IMAGE_SOURCE/start.sh" "$ROOT/start"
}
