-- Who set which field of an object, as the Kubernetes API tells it (metadata.managedFields); JSON. Server-side apply goes by it.
ALTER TABLE project ADD COLUMN managed_fields MEDIUMTEXT NULL;
ALTER TABLE deployment ADD COLUMN managed_fields MEDIUMTEXT NULL;
ALTER TABLE service ADD COLUMN managed_fields MEDIUMTEXT NULL;
ALTER TABLE route ADD COLUMN managed_fields MEDIUMTEXT NULL;
ALTER TABLE configuration ADD COLUMN managed_fields MEDIUMTEXT NULL;
ALTER TABLE autoscaler ADD COLUMN managed_fields MEDIUMTEXT NULL;
