-- When the deletion of an object was asked for; NULL: it was not. Of what is being deleted already that is now.
ALTER TABLE project ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
ALTER TABLE deployment ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
ALTER TABLE service ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
ALTER TABLE route ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
ALTER TABLE configuration ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
ALTER TABLE autoscaler ADD COLUMN deleting_at DATETIME(6) NULL AFTER deleting;
UPDATE project SET deleting_at = UTC_TIMESTAMP(6) WHERE deleting;
UPDATE deployment SET deleting_at = UTC_TIMESTAMP(6) WHERE deleting;
UPDATE service SET deleting_at = UTC_TIMESTAMP(6) WHERE deleting;
UPDATE route SET deleting_at = UTC_TIMESTAMP(6) WHERE deleting;

ALTER TABLE pod ADD COLUMN removed_at DATETIME(6) NULL AFTER removed_by;

-- Events of one object are chosen among all of its project.
ALTER TABLE activity ADD KEY activity_name (project_id, object_name, id);
