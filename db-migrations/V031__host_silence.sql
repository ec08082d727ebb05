-- Since when a host does not answer; empty while it does.
ALTER TABLE host ADD COLUMN silent_since DATETIME(6) NULL AFTER last_seen_at;
