# The private MariaDB of a box. It listens on loopback and on a socket under the home; root comes in by the socket only.

# MariaDB's own system user where it can reach the home, else the user who runs this.
database_user() {
    if [[ $(id -u) == 0 ]] && id mysql >/dev/null 2>&1 &&
        setpriv --reuid=mysql --regid=mysql --clear-groups test -x "$HOME_DIR" 2>/dev/null; then
        echo mysql
    else
        id -un
    fi
}

# One made half is made again: the folder gets its name only when it is whole.
create_database_folder() {
    local fresh=$HOME_DIR/database/data.new
    [[ ! -d $HOME_DIR/database/data ]] || return 0
    rm -rf "$fresh"
    mkdir -p "$HOME_DIR/database"
    mariadb-install-db --no-defaults --datadir="$fresh" --skip-test-db --user="$(database_user)" \
        --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
        --skip-name-resolve --innodb-log-file-size=48M >"$HOME_DIR/logs/database-init.log" 2>&1 ||
        fail "The database could not be made; see $HOME_DIR/logs/database-init.log"
    mv "$fresh" "$HOME_DIR/database/data"
}

# Small buffers: the platform's rows fit into them many times over.
start_database() {
    await_leftover database 600 database_answers
    if ! process_id database >/dev/null; then
        create_database_folder
        local user
        user=$(database_user)
        [[ $user == "$(id -un)" ]] || chown -R "$user": "$HOME_DIR/database"
        start_process database mariadbd --no-defaults --user="$user" --datadir="$HOME_DIR/database/data" \
            --socket="$HOME_DIR/database/socket" --pid-file="$HOME_DIR/database/pid" \
            --bind-address=127.0.0.1 --port="${OPTION[database-port]}" --skip-name-resolve \
            --character-set-server=utf8mb4 --transaction-isolation=READ-COMMITTED \
            --innodb-buffer-pool-size=64M --innodb-log-file-size=48M --innodb-log-buffer-size=4M \
            --key-buffer-size=1M --aria-pagecache-buffer-size=1M --performance-schema=OFF \
            --max-connections=150 --table-open-cache=256 --max-allowed-packet=64M
    fi
    wait_ready database 600 database_answers
    mariadb --no-defaults --socket="$HOME_DIR/database/socket" --user="$(id -un)" <<SQL
CREATE DATABASE IF NOT EXISTS podspace CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS podspace@'127.0.0.1' IDENTIFIED BY '$(secret database.password)';
GRANT ALL ON podspace.* TO podspace@'127.0.0.1';
SQL
    DETAIL="MariaDB at 127.0.0.1:${OPTION[database-port]}"
}

database_answers() {
    [[ -S $HOME_DIR/database/socket ]] && timeout 5 mariadb --no-defaults --socket="$HOME_DIR/database/socket" \
        --user="$(id -un)" -e 'SELECT 1' >/dev/null 2>&1
}

# The answer of one statement, without a header.
database_says() {
    timeout 5 mariadb --no-defaults --socket="$HOME_DIR/database/socket" --user="$(id -un)" -BN podspace -e "$1" 2>/dev/null
}

database_url() {
    echo "jdbc:mariadb://127.0.0.1:${OPTION[database-port]}/podspace"
}
