-- An engine that answers at a host's address and is not the known one; it is not believed until an administrator accepts it.
ALTER TABLE host ADD COLUMN other_engine_id VARCHAR(120) NULL AFTER engine_id;
