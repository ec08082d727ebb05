-- When the pre-stop command of an attempt was about to be run, written before: it is run at most once.
ALTER TABLE pod ADD COLUMN pre_stop_at DATETIME(6) NULL AFTER draining_at;
