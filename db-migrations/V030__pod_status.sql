-- What the reconciler derives and pages read; what placement adds up; and how often in a row a slot has failed.
ALTER TABLE pod
    ADD COLUMN status               VARCHAR(16) NOT NULL DEFAULT 'PENDING' AFTER phase,
    ADD COLUMN serving              BOOLEAN     NOT NULL DEFAULT FALSE AFTER status,
    ADD COLUMN pull_percent         INT         NULL AFTER serving,
    ADD COLUMN failures             INT         NOT NULL DEFAULT 0 AFTER restarts,
    ADD COLUMN cpu_request_millis   INT         NOT NULL DEFAULT 0 AFTER host_id,
    ADD COLUMN memory_request_bytes BIGINT      NOT NULL DEFAULT 0 AFTER cpu_request_millis,
    ADD KEY pod_host_phase (host_id, phase);
