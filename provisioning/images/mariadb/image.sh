# MariaDB as Debian builds it.
IMAGE_VERSION=10.11
IMAGE_OWNER=100:100
IMAGE_OWNED=(var/lib/mysql run/mysqld)
IMAGE_CHANGES=('CMD ["/start"]' 'EXPOSE 3306' 'USER 100:100')

fill_root() {
    add_shell
    fetch mariadb-server-core mariadb-client-core
    take_programs /usr/sbin/mariadbd /usr/bin/mariadb /usr/bin/my_print_defaults
    take /usr/bin/mariadb-install-db /usr/share/mysql
    rm -rf "$ROOT"/usr/share/mysql/{test,mysql-test,policy,bench}
    add_user mysql 100 /var/lib/mysql
    mkdir -p "$ROOT/var/lib/mysql" "$ROOT/run/mysqld"
    install -m 755 "$IMAGE_SOURCE/start.sh" "$ROOT/start"
}
