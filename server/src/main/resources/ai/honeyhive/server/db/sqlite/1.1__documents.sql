-- Datasets, datapoints, metrics and their like: one JSON object each, and the columns that lists are found by.
CREATE TABLE documents (
  seq        INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  id         TEXT NOT NULL,
  parent     TEXT,
  project    TEXT,
  name       TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  body       TEXT NOT NULL,
  UNIQUE (kind, id)
);
CREATE INDEX documents_by_kind ON documents (kind, seq);
CREATE INDEX documents_by_name ON documents (kind, name) WHERE name IS NOT NULL;
CREATE INDEX documents_by_parent ON documents (kind, parent) WHERE parent IS NOT NULL;

-- Which datapoints a dataset has, in order of seq.
CREATE TABLE dataset_datapoints (
  seq          INTEGER PRIMARY KEY,
  dataset_id   TEXT NOT NULL,
  datapoint_id TEXT NOT NULL,
  UNIQUE (dataset_id, datapoint_id)
);
CREATE INDEX dataset_datapoints_by_dataset ON dataset_datapoints (dataset_id, seq);
CREATE INDEX dataset_datapoints_by_datapoint ON dataset_datapoints (datapoint_id);
