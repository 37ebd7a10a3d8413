PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (
  id                           integer not null,
  mchecksum                    integer not null,
  mtype                        varchar(1) not null,
  mversion                     varchar(150) not null,
  mcomment                     varchar(150) not null,
  mstatus                      varchar(10) not null,
  run_on                       timestamp not null,
  run_by                       varchar(30) not null,
  run_time                     integer not null,
  constraint pk_schema_migrations primary key (id)
);
INSERT INTO schema_migrations VALUES(0,0,'I','0','<init>','SUCCESS',1795679451177,'root',0);
INSERT INTO schema_migrations VALUES(1,1434894452,'V','1.0','events_sessions_runs','SUCCESS',1795679451177,'root',7);
INSERT INTO schema_migrations VALUES(2,-1165252769,'V','1.1','documents','SUCCESS',1795679451177,'root',2);
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
INSERT INTO events VALUES(1,'5e551015-0000-4000-8000-000000000001','5e551015-0000-4000-8000-000000000001',NULL,'session','support-chat','prod',NULL,1795000000000.0,1795000000900.0,900.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'How long is the warranty?',NULL);
INSERT INTO events VALUES(2,'e0000000-0000-4000-8000-000000000001','5e551015-0000-4000-8000-000000000001','5e551015-0000-4000-8000-000000000001','chain','answer','unknown',NULL,1795000000001.0,1795000000890.0,889.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'How long is the warranty?',NULL);
INSERT INTO events VALUES(3,'e0000000-0000-4000-8000-000000000002','5e551015-0000-4000-8000-000000000001','e0000000-0000-4000-8000-000000000001','tool','retrieve','unknown',NULL,1795000000002.0,1795000000100.0,98.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'warranty',NULL);
INSERT INTO events VALUES(4,'e0000000-0000-4000-8000-000000000003','5e551015-0000-4000-8000-000000000001','e0000000-0000-4000-8000-000000000001','model','complete','unknown',NULL,1795000000110.0,1795000000880.0,770.0,NULL,'gpt-4.1',80,9,89,NULL,NULL,NULL,NULL,NULL,0,'How long?','{"faithful":0.9}');
CREATE TABLE payloads (
  seq  INTEGER PRIMARY KEY,
  body TEXT NOT NULL
);
INSERT INTO payloads VALUES(1,'{"inputs":{"question":"How long is the warranty?"},"outputs":{"answer":"Two years."},"feedback":{"rating":5},"user_properties":{"plan":"pro"}}');
INSERT INTO payloads VALUES(2,'{"inputs":{"question":"How long is the warranty?"},"outputs":{"answer":"Two years."}}');
INSERT INTO payloads VALUES(3,'{"inputs":{"query":"warranty"},"outputs":{"passages":["faq-7"]}}');
INSERT INTO payloads VALUES(4,'{"inputs":{"chat_history":[{"role":"user","content":"How long?"}]},"outputs":{"role":"assistant","content":"Two years."},"config":{"model":"gpt-4.1"},"metadata":{"prompt_tokens":80,"completion_tokens":9,"total_tokens":89}}');
CREATE TABLE sessions (
  session_id TEXT PRIMARY KEY,
  start_time REAL NOT NULL,
  run_id     TEXT,
  body       TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO sessions VALUES('5e551015-0000-4000-8000-000000000001',1795000000000.0,NULL,'{"sessionId":"5e551015-0000-4000-8000-000000000001","started":true,"name":"support-chat","source":"prod","ownStart":1.795E12,"ownEnd":1.7950000009E12,"ownDuration":900.0,"ownPreview":"How long is the warranty?","hasOutputs":true,"ownUsage":{},"ownMetrics":{},"feedback":{"rating":5},"tally":{"events":3,"models":1,"tools":1,"errors":0,"feedback":false,"firstStart":1.795000000001E12,"lastEnd":1.79500000089E12,"leaves":{"promptTokens":80,"completionTokens":9,"totalTokens":89},"chains":{},"preview":{"value":"How long is the warranty?","time":1.795000000001E12,"eventId":"e0000000-0000-4000-8000-000000000001"},"metrics":{"faithful":{"value":0.9,"time":1.79500000011E12,"eventId":"e0000000-0000-4000-8000-000000000003"}},"shape":[{"start":1.795000000001E12,"duration":889.0,"letter":"C","failed":false,"eventId":"e0000000-0000-4000-8000-000000000001"},{"start":1.795000000002E12,"duration":98.0,"letter":"T","failed":false,"eventId":"e0000000-0000-4000-8000-000000000002"},{"start":1.79500000011E12,"duration":770.0,"letter":"M","failed":false,"eventId":"e0000000-0000-4000-8000-000000000003"}]},"updatedAt":1795679452927}');
CREATE TABLE pending (
  event_id TEXT PRIMARY KEY,
  patch    TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO pending VALUES('f0000000-0000-4000-8000-000000000009','{"merged":{"feedback":{"rating":1}},"children_ids":[]}');
CREATE TABLE aliases (
  span_event_id TEXT PRIMARY KEY,
  event_id      TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
  run_id     TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  body       TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO runs VALUES('2c54284f-2ff4-434d-a92c-c3c4105cd131',1795679452660,'{"runId":"2c54284f-2ff4-434d-a92c-c3c4105cd131","name":"first","description":null,"status":"pending","project":"p","datasetId":null,"metadata":{},"results":{},"configuration":{},"passingRanges":{},"evaluators":[],"eventIds":["5e551015-0000-4000-8000-000000000001"],"datapointIds":[],"createdAt":1795679452660,"updatedAt":1795679452660}');
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
CREATE TABLE dataset_datapoints (
  seq          INTEGER PRIMARY KEY,
  dataset_id   TEXT NOT NULL,
  datapoint_id TEXT NOT NULL,
  UNIQUE (dataset_id, datapoint_id)
);
CREATE INDEX events_by_session ON events (session_id, start_time);
CREATE INDEX events_by_start ON events (start_time);
CREATE INDEX events_by_run ON events (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX sessions_by_start ON sessions (start_time, session_id);
CREATE INDEX sessions_by_run ON sessions (run_id, start_time, session_id) WHERE run_id IS NOT NULL;
CREATE INDEX documents_by_kind ON documents (kind, seq);
CREATE INDEX documents_by_name ON documents (kind, name) WHERE name IS NOT NULL;
CREATE INDEX documents_by_parent ON documents (kind, parent) WHERE parent IS NOT NULL;
CREATE INDEX dataset_datapoints_by_dataset ON dataset_datapoints (dataset_id, seq);
CREATE INDEX dataset_datapoints_by_datapoint ON dataset_datapoints (datapoint_id);
COMMIT;
