-- Words of names, errors, inputs and outputs, and a token for each value that filters look for; rowid is the event's seq.
-- What is written here is made of plain words by the program, hence the simplest tokenizer and the least detail.
CREATE VIRTUAL TABLE event_words USING fts5(
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- The index follows the events, in the order of their seq.
CREATE TABLE indexed (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  last_seq INTEGER NOT NULL
);
INSERT INTO indexed VALUES (1, 0);

-- Events that changed or went after they had been indexed.
CREATE TABLE reindex (
  seq INTEGER PRIMARY KEY
);
delimiter $$
CREATE TRIGGER payload_changed AFTER UPDATE ON payloads BEGIN
  INSERT OR IGNORE INTO reindex VALUES (new.seq);
END;
$$
delimiter $$
CREATE TRIGGER payload_gone AFTER DELETE ON payloads BEGIN
  INSERT OR IGNORE INTO reindex VALUES (old.seq);
END;
$$
