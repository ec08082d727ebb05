-- What pods answered during a rollout, and how far the counters of the proxies had come: a node that takes over counts on from there.
CREATE TABLE rollout_tally (
    rollout_id    BIGINT     NOT NULL PRIMARY KEY,
    deployment_id BIGINT     NOT NULL,
    tally         MEDIUMTEXT NOT NULL,
    KEY rollout_tally_deployment (deployment_id),
    CONSTRAINT rollout_tally_rollout FOREIGN KEY (rollout_id) REFERENCES rollout (id) ON DELETE CASCADE
);
