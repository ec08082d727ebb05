-- What happened to a pod belongs to its deployment, too, whose list shows it. NULL: it belongs to nothing else; of a pod,
-- its deployment's own sentences tell as much. Rows from before speak of the deployment and stay as they are.
ALTER TABLE activity
    ADD COLUMN owner_uid CHAR(36) NULL AFTER object_name,
    ADD KEY activity_owner (owner_uid, id),
    -- for the clean-up of those that belong to nothing else
    ADD KEY activity_step (object_kind, owner_uid, last_at);
