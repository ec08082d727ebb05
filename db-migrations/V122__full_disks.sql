-- The disk of a host had no space left for what it was to store, the first time then. NULL: as far as is known it has.
ALTER TABLE host ADD COLUMN full_since DATETIME(6) NULL AFTER silent_since;
