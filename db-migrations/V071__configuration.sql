-- Config maps and secrets: names with values that pods get as variables. The values are JSON and sealed, of both kinds.
CREATE TABLE configuration (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)     NOT NULL UNIQUE,
    project_id       BIGINT       NOT NULL,
    kind             VARCHAR(16)  NOT NULL,
    name             VARCHAR(63)  NOT NULL,
    type             VARCHAR(253) NOT NULL,
    frozen           BOOLEAN      NOT NULL DEFAULT FALSE,
    sealed_data      MEDIUMBLOB   NOT NULL,
    labels           TEXT         NOT NULL DEFAULT '{}',
    annotations      MEDIUMTEXT   NOT NULL DEFAULT '{}',
    deleting         BOOLEAN      NOT NULL DEFAULT FALSE,
    generation       BIGINT       NOT NULL DEFAULT 1,
    resource_version BIGINT       NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    version          BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY configuration_name (project_id, kind, name),
    CONSTRAINT configuration_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
);
