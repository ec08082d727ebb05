-- What the container of a hook reserves on its host while it runs.
ALTER TABLE rollout_hook
    ADD COLUMN cpu_request_millis   INT    NOT NULL DEFAULT 0 AFTER host_id,
    ADD COLUMN memory_request_bytes BIGINT NOT NULL DEFAULT 0 AFTER cpu_request_millis;
