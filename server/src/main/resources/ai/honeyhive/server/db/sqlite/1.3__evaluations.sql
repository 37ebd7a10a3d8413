-- Events that arrived or changed and for which no metric has been computed since; only noted while there are metrics.
CREATE TABLE arrivals (
  place    INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE
);

-- One metric to be computed for one event, not before a time.
CREATE TABLE evaluations (
  place      INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id   TEXT NOT NULL,
  metric     TEXT NOT NULL,
  asks_model INTEGER NOT NULL,
  attempts   INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  UNIQUE (event_id, metric)
);
CREATE INDEX evaluations_in_turn ON evaluations (asks_model, not_before, place);
