-- Removing a session looks for the second ids of its events.
CREATE INDEX aliases_by_event ON aliases (event_id);
