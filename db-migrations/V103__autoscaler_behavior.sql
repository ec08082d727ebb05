-- How fast an autoscaler may change the number of pods; JSON. NULL: as the platform does by itself.
ALTER TABLE autoscaler ADD COLUMN behavior TEXT NULL;
