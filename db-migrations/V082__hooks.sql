-- A command in a one-off pod before or after the exchange of a rollout. Written with the rollout, as the strategy had it then.
CREATE TABLE rollout_hook (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    rollout_id    BIGINT       NOT NULL,
    deployment_id BIGINT       NOT NULL,
    moment        VARCHAR(8)   NOT NULL,
    hook          MEDIUMTEXT   NOT NULL,
    state         VARCHAR(16)  NOT NULL,
    host_id       BIGINT       NULL,
    container_id  VARCHAR(64)  NULL,
    begun_at      DATETIME(6)  NULL,
    started_at    DATETIME(6)  NULL,
    ended_at      DATETIME(6)  NULL,
    exit_code     INT          NULL,
    out_of_memory BOOLEAN      NOT NULL DEFAULT FALSE,
    last_log      TEXT         NULL,
    end_reason    VARCHAR(500) NULL,
    UNIQUE KEY rollout_hook_moment (rollout_id, moment),
    KEY rollout_hook_state (deployment_id, state),
    CONSTRAINT rollout_hook_rollout FOREIGN KEY (rollout_id) REFERENCES rollout (id) ON DELETE CASCADE
);
