-- How far a rollout by stages (canary, blue/green) has come: the stage from 0, since when its pods get their share of requests,
-- and that share in percent; NULL: not by stages, not yet, every pod as much as any other.
ALTER TABLE rollout
    ADD COLUMN stage       INT         NULL,
    ADD COLUMN stage_since DATETIME(6) NULL,
    ADD COLUMN weight      INT         NULL;
