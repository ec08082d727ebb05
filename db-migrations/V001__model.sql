-- The first model. Every table has a primary key and a version (Galera, optimistic locking); times are UTC with microseconds.
-- Objects that the public API shows carry uid, name, labels, annotations, generation and resource_version.

CREATE TABLE resource_counter (
    id    TINYINT NOT NULL PRIMARY KEY,
    value BIGINT  NOT NULL
);
INSERT INTO resource_counter (id, value) VALUES (1, 1);

CREATE TABLE account (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid           CHAR(36)     NOT NULL UNIQUE,
    name          VARCHAR(63)  NOT NULL UNIQUE,
    email         VARCHAR(254) NOT NULL UNIQUE,
    password_hash VARCHAR(255) NOT NULL,
    administrator BOOLEAN      NOT NULL DEFAULT FALSE,
    disabled      BOOLEAN      NOT NULL DEFAULT FALSE,
    failed_logins INT          NOT NULL DEFAULT 0,
    locked_until  DATETIME(6)  NULL,
    created_at    DATETIME(6)  NOT NULL,
    last_login_at DATETIME(6)  NULL,
    version       BIGINT       NOT NULL DEFAULT 0
);

CREATE TABLE project (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)     NOT NULL UNIQUE,
    name             VARCHAR(63)  NOT NULL UNIQUE,
    display_name     VARCHAR(120) NOT NULL,
    labels           TEXT         NOT NULL DEFAULT '{}',
    annotations      TEXT         NOT NULL DEFAULT '{}',
    subnet           VARCHAR(18)  NULL UNIQUE,
    egress           BOOLEAN      NOT NULL DEFAULT TRUE,
    deleting         BOOLEAN      NOT NULL DEFAULT FALSE,
    network_message  VARCHAR(500) NULL,
    generation       BIGINT       NOT NULL DEFAULT 1,
    resource_version BIGINT       NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    version          BIGINT       NOT NULL DEFAULT 0
);

CREATE TABLE membership (
    id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    project_id BIGINT      NOT NULL,
    account_id BIGINT      NOT NULL,
    role       VARCHAR(16) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    version    BIGINT      NOT NULL DEFAULT 0,
    UNIQUE KEY membership_once (project_id, account_id),
    CONSTRAINT membership_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE,
    CONSTRAINT membership_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE registry_credential (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    project_id    BIGINT       NOT NULL,
    registry      VARCHAR(255) NOT NULL,
    username      VARCHAR(255) NOT NULL,
    sealed_secret BLOB         NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    version       BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY credential_once (project_id, registry),
    CONSTRAINT credential_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE TABLE host (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid           CHAR(36)     NOT NULL UNIQUE,
    name          VARCHAR(63)  NOT NULL UNIQUE,
    endpoint      VARCHAR(255) NOT NULL,
    address       VARCHAR(64)  NOT NULL,
    state         VARCHAR(16)  NOT NULL,
    edge          BOOLEAN      NOT NULL DEFAULT TRUE,
    cpu_millis    INT          NOT NULL DEFAULT 0,
    memory_bytes  BIGINT       NOT NULL DEFAULT 0,
    pod_limit     INT          NOT NULL DEFAULT 250,
    engine        VARCHAR(120) NULL,
    message       VARCHAR(500) NULL,
    last_seen_at  DATETIME(6)  NULL,
    created_at    DATETIME(6)  NOT NULL,
    version       BIGINT       NOT NULL DEFAULT 0
);

-- The wanted state of one application. status_* and observed_generation have one writer, the reconciler.
CREATE TABLE deployment (
    id                  BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid                 CHAR(36)     NOT NULL UNIQUE,
    project_id          BIGINT       NOT NULL,
    name                VARCHAR(63)  NOT NULL,
    labels              TEXT         NOT NULL DEFAULT '{}',
    annotations         TEXT         NOT NULL DEFAULT '{}',
    replicas            INT          NOT NULL,
    revision_number     INT          NOT NULL,
    paused              BOOLEAN      NOT NULL DEFAULT FALSE,
    deleting            BOOLEAN      NOT NULL DEFAULT FALSE,
    generation          BIGINT       NOT NULL DEFAULT 1,
    observed_generation BIGINT       NOT NULL DEFAULT 0,
    status_state        VARCHAR(24)  NOT NULL DEFAULT 'PENDING',
    status_message      VARCHAR(1000) NULL,
    resource_version    BIGINT       NOT NULL,
    created_at          DATETIME(6)  NOT NULL,
    version             BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY deployment_name (project_id, name),
    CONSTRAINT deployment_project FOREIGN KEY (project_id) REFERENCES project (id)
);

-- An immutable, numbered pod template. The template is JSON without the environment, which is sealed beside it.
CREATE TABLE revision (
    id                 BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    deployment_id      BIGINT       NOT NULL,
    number             INT          NOT NULL,
    image              VARCHAR(512) NOT NULL,
    image_digest       VARCHAR(120) NULL,
    template           MEDIUMTEXT   NOT NULL,
    sealed_environment MEDIUMBLOB   NOT NULL,
    cause              VARCHAR(255) NOT NULL,
    created_by         VARCHAR(63)  NOT NULL,
    created_at         DATETIME(6)  NOT NULL,
    UNIQUE KEY revision_number (deployment_id, number),
    CONSTRAINT revision_deployment FOREIGN KEY (deployment_id) REFERENCES deployment (id) ON DELETE CASCADE
);

-- One row an attempt: the slot keeps its identity over attempts; the phase moves only forward.
CREATE TABLE pod (
    id               BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)      NOT NULL UNIQUE,
    deployment_id    BIGINT        NOT NULL,
    slot             INT           NOT NULL,
    attempt          INT           NOT NULL,
    revision_id      BIGINT        NOT NULL,
    host_id          BIGINT        NULL,
    phase            VARCHAR(16)   NOT NULL,
    container_id     VARCHAR(64)   NULL,
    address          VARCHAR(45)   NULL,
    reason           VARCHAR(48)   NULL,
    message          VARCHAR(2000) NULL,
    exit_code        INT           NULL,
    out_of_memory    BOOLEAN       NOT NULL DEFAULT FALSE,
    last_log         TEXT          NULL,
    restarts         INT           NOT NULL DEFAULT 0,
    not_before       DATETIME(6)   NULL,
    created_at       DATETIME(6)   NOT NULL,
    started_at       DATETIME(6)   NULL,
    ready_at         DATETIME(6)   NULL,
    draining_at      DATETIME(6)   NULL,
    ended_at         DATETIME(6)   NULL,
    resource_version BIGINT        NOT NULL,
    version          BIGINT        NOT NULL DEFAULT 0,
    UNIQUE KEY pod_attempt (deployment_id, slot, attempt),
    KEY pod_phase (phase),
    CONSTRAINT pod_deployment FOREIGN KEY (deployment_id) REFERENCES deployment (id),
    CONSTRAINT pod_revision FOREIGN KEY (revision_id) REFERENCES revision (id),
    CONSTRAINT pod_host FOREIGN KEY (host_id) REFERENCES host (id)
);

-- A virtual load balancer inside the project. It selects pods by the labels of their deployment.
CREATE TABLE service (
    id               BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)    NOT NULL UNIQUE,
    project_id       BIGINT      NOT NULL,
    name             VARCHAR(63) NOT NULL,
    labels           TEXT        NOT NULL DEFAULT '{}',
    annotations      TEXT        NOT NULL DEFAULT '{}',
    selector         TEXT        NOT NULL,
    algorithm        VARCHAR(16) NOT NULL,
    address          VARCHAR(45) NULL,
    deleting         BOOLEAN     NOT NULL DEFAULT FALSE,
    in_sync          BOOLEAN     NOT NULL DEFAULT FALSE,
    sync_message     VARCHAR(500) NULL,
    generation       BIGINT      NOT NULL DEFAULT 1,
    resource_version BIGINT      NOT NULL,
    created_at       DATETIME(6) NOT NULL,
    version          BIGINT      NOT NULL DEFAULT 0,
    UNIQUE KEY service_name (project_id, name),
    UNIQUE KEY service_address (project_id, address),
    CONSTRAINT service_project FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE service_port (
    id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    service_id  BIGINT      NOT NULL,
    name        VARCHAR(15) NOT NULL,
    port        INT         NOT NULL,
    target_port INT         NOT NULL,
    protocol    VARCHAR(8)  NOT NULL,
    UNIQUE KEY service_port_once (service_id, port),
    CONSTRAINT service_port_service FOREIGN KEY (service_id) REFERENCES service (id) ON DELETE CASCADE
);

CREATE TABLE certificate (
    id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid         CHAR(36)     NOT NULL UNIQUE,
    chain       MEDIUMTEXT   NOT NULL,
    sealed_key  BLOB         NOT NULL,
    subject     VARCHAR(255) NOT NULL,
    not_after   DATETIME(6)  NOT NULL,
    created_at  DATETIME(6)  NOT NULL
);

-- The claim on host + path is unique over all projects; path is compared exactly, host in lower case.
CREATE TABLE route (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)     NOT NULL UNIQUE,
    project_id       BIGINT       NOT NULL,
    name             VARCHAR(63)  NOT NULL,
    labels           TEXT         NOT NULL DEFAULT '{}',
    annotations      TEXT         NOT NULL DEFAULT '{}',
    host             VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    path             VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '/',
    algorithm        VARCHAR(16)  NOT NULL,
    sticky           BOOLEAN      NOT NULL DEFAULT FALSE,
    insecure         VARCHAR(8)   NOT NULL DEFAULT 'ALLOW',
    certificate_id   BIGINT       NULL,
    deleting         BOOLEAN      NOT NULL DEFAULT FALSE,
    generation       BIGINT       NOT NULL DEFAULT 1,
    resource_version BIGINT       NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    version          BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY route_name (project_id, name),
    UNIQUE KEY route_claim (host, path),
    CONSTRAINT route_project FOREIGN KEY (project_id) REFERENCES project (id),
    CONSTRAINT route_certificate FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);

CREATE TABLE route_target (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    route_id   BIGINT NOT NULL,
    service_id BIGINT NOT NULL,
    port       INT    NOT NULL,
    weight     INT    NOT NULL DEFAULT 1,
    UNIQUE KEY route_target_once (route_id, service_id, port),
    CONSTRAINT route_target_route FOREIGN KEY (route_id) REFERENCES route (id) ON DELETE CASCADE,
    CONSTRAINT route_target_service FOREIGN KEY (service_id) REFERENCES service (id)
);

-- Append-only: what happened to an object, why, and who caused it. Repetitions are counted, not repeated.
CREATE TABLE activity (
    id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    project_id  BIGINT        NULL,
    object_kind VARCHAR(24)   NOT NULL,
    object_uid  CHAR(36)      NULL,
    object_name VARCHAR(120)  NOT NULL,
    severity    VARCHAR(8)    NOT NULL,
    reason      VARCHAR(48)   NOT NULL,
    message     VARCHAR(2000) NOT NULL,
    actor       VARCHAR(63)   NOT NULL,
    times       INT           NOT NULL DEFAULT 1,
    first_at    DATETIME(6)   NOT NULL,
    last_at     DATETIME(6)   NOT NULL,
    KEY activity_project (project_id, id),
    KEY activity_object (object_uid, id)
);

-- Who may act. The epoch grows with every take-over; expiry is read by the database's clock.
CREATE TABLE lease (
    name       VARCHAR(63) NOT NULL PRIMARY KEY,
    holder     VARCHAR(63) NOT NULL,
    epoch      BIGINT      NOT NULL,
    expires_at DATETIME(6) NOT NULL
);
