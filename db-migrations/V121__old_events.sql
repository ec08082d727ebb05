-- For the clean-up of what happened long ago.
ALTER TABLE activity ADD KEY activity_last (last_at);
