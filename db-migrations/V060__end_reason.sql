-- Why PodSpace ended an attempt, e.g. since its liveness check failed; null when it ended by itself or was not needed.
ALTER TABLE pod ADD COLUMN end_reason VARCHAR(500) AFTER last_log;
