-- Narrow rows; what a list or an aggregate needs and nothing else. Times are Unix milliseconds.
CREATE TABLE events (
  seq               INTEGER PRIMARY KEY,
  event_id          TEXT NOT NULL UNIQUE,
  session_id        TEXT NOT NULL,
  parent_id         TEXT,
  event_type        TEXT NOT NULL,
  event_name        TEXT NOT NULL,
  source            TEXT NOT NULL,
  project           TEXT,
  start_time        REAL NOT NULL,
  end_time          REAL,
  duration          REAL,
  error             TEXT,
  model             TEXT,
  prompt_tokens     INTEGER,
  completion_tokens INTEGER,
  total_tokens      INTEGER,
  cost              REAL,
  run_id            TEXT,
  dataset_id        TEXT,
  datapoint_id      TEXT,
  user_id           TEXT,
  has_feedback      INTEGER NOT NULL,
  preview           TEXT,
  metrics           TEXT
);
CREATE INDEX events_by_session ON events (session_id, start_time);
CREATE INDEX events_by_start ON events (start_time);
CREATE INDEX events_by_run ON events (run_id) WHERE run_id IS NOT NULL;

-- Everything else of an event, as one JSON object; same seq as its narrow row.
CREATE TABLE payloads (
  seq  INTEGER PRIMARY KEY,
  body TEXT NOT NULL
);

-- One row a session: its kept aggregates in body, and the columns that lists are found by.
CREATE TABLE sessions (
  session_id TEXT PRIMARY KEY,
  start_time REAL NOT NULL,
  run_id     TEXT,
  body       TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_start ON sessions (start_time, session_id);
CREATE INDEX sessions_by_run ON sessions (run_id, start_time, session_id) WHERE run_id IS NOT NULL;

-- Enrichment that came before what it enriches.
CREATE TABLE pending (
  event_id TEXT PRIMARY KEY,
  patch    TEXT NOT NULL
) WITHOUT ROWID;

-- Events that chose an id of their own, by the id that their children derive from the span id.
CREATE TABLE aliases (
  span_event_id TEXT PRIMARY KEY,
  event_id      TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
  run_id     TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  body       TEXT NOT NULL
) WITHOUT ROWID;
