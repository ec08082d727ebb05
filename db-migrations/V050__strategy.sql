-- How a new revision takes the place of the old one, as JSON; empty means the default. Not part of a revision.
ALTER TABLE deployment ADD COLUMN strategy TEXT NULL AFTER paused;
