-- The rule that sets a deployment's number of pods by load. At most one for a deployment, with which it goes.
CREATE TABLE autoscaler (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid              CHAR(36)     NOT NULL UNIQUE,
    project_id       BIGINT       NOT NULL,
    deployment_id    BIGINT       NOT NULL,
    name             VARCHAR(63)  NOT NULL,
    min_replicas     INT          NOT NULL,
    max_replicas     INT          NOT NULL,
    cpu_percent      INT          NOT NULL,
    labels           TEXT         NOT NULL DEFAULT '{}',
    annotations      MEDIUMTEXT   NOT NULL DEFAULT '{}',
    deleting         BOOLEAN      NOT NULL DEFAULT FALSE,
    generation       BIGINT       NOT NULL DEFAULT 1,
    resource_version BIGINT       NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    version          BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY autoscaler_name (project_id, name),
    UNIQUE KEY autoscaler_deployment (deployment_id),
    CONSTRAINT autoscaler_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE,
    CONSTRAINT autoscaler_deployment FOREIGN KEY (deployment_id) REFERENCES deployment (id) ON DELETE CASCADE
);
