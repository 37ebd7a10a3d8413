-- The rows of a table WITHOUT ROWID lie in an index, which gives a row of more than 1,002 bytes a page of its own; that is
-- nearly every session. In a plain table some sessions share a page, and new ones come one after the other.
CREATE TABLE sessions_in_order (
  session_id TEXT PRIMARY KEY NOT NULL,
  start_time REAL NOT NULL,
  run_id     TEXT,
  body       TEXT NOT NULL
);
INSERT INTO sessions_in_order SELECT session_id, start_time, run_id, body FROM sessions ORDER BY start_time, session_id;
DROP TABLE sessions;
ALTER TABLE sessions_in_order RENAME TO sessions;
CREATE INDEX sessions_by_start ON sessions (start_time, session_id);
CREATE INDEX sessions_by_run ON sessions (run_id, start_time, session_id) WHERE run_id IS NOT NULL;
