-- Sessions remember the epoch at sign-in and are over when the account has a newer one: changed password, disabled account.
ALTER TABLE account ADD COLUMN session_epoch INT NOT NULL DEFAULT 0;
