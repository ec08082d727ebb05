-- What happened last in a project, also if it happened before: an event that happens again is among the newest.
ALTER TABLE activity ADD KEY activity_newest (project_id, last_at, id);
