-- The passage of a deployment from one revision to another. At most one of a deployment has not ended.
CREATE TABLE rollout (
    id            BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    deployment_id BIGINT        NOT NULL,
    from_revision INT           NULL,
    to_revision   INT           NOT NULL,
    state         VARCHAR(16)   NOT NULL,
    reason        VARCHAR(1000) NULL,
    points        INT           NOT NULL DEFAULT 0,
    cause         VARCHAR(255)  NOT NULL,
    started_by    VARCHAR(63)   NOT NULL,
    started_at    DATETIME(6)   NOT NULL,
    progress_at   DATETIME(6)   NOT NULL,
    completed_at  DATETIME(6)   NULL,
    ended_at      DATETIME(6)   NULL,
    KEY rollout_deployment (deployment_id, ended_at, id),
    CONSTRAINT rollout_deployment FOREIGN KEY (deployment_id) REFERENCES deployment (id) ON DELETE CASCADE
);
