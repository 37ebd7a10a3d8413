// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.PatchJson;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.DocumentTables;
import ai.honeyhive.server.internal.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Stores lines of an export. What is there already stays as it is, so the same lines may come twice, in any order; a line
 * that is wrong takes no other with it. Of one thread.
 */
public final class StoreImport {
    private final Store store;
    private final List<Change> changes = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Consumer<DocumentTables>> documents = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int read;
    private int taken;
    private boolean metrics;

    public StoreImport(Store store) {
        this.store = store;
    }

    /**
     * A line that was not stored.
     *
     * @param line from 1, among those that were given
     */
    public record Fault(int line, String message) {}

    /** Reads a line; blank ones, and those that only begin and end an export, hold nothing. */
    public void read(int number, String text) {
        if (text.isBlank()) {
            return;
        }
        read++;
        try {
            take(Line.parse(text));
        } catch (LineFault e) {
            faults.add(new Fault(number, String.valueOf(e.getMessage())));
        }
    }

    private void take(Line line) {
        String type = line.text("type");
        switch (type) {
            case "honeyhive_export" -> {
                if (line.whole("format") > StoreExport.FORMAT) {
                    throw new LineFault("the export is of a newer server: its format is " + line.whole("format")
                            + ", this one knows " + StoreExport.FORMAT);
                }
                return;
            }
            case "end" -> {
                return;
            }
            case "run" -> runs.add(run(line));
            case "session" -> start(EventLine.read(line));
            case "event" -> changes.add(event(line));
            case "enrichment" -> {
                String id = line.text("event_id");
                changes.add(new Change.Enrich(PatchJson.read(id, line.object("patch"))));
            }
            case "document" -> {
                Document document = document(line);
                metrics |= document.kind() == DocumentKind.METRIC || document.kind() == DocumentKind.METRIC_VERSION;
                documents.add(tables -> {
                    if (tables.find(document.kind(), document.id()) == null) {
                        tables.save(document);
                    }
                });
            }
            case "dataset_datapoint" -> {
                String dataset = line.text("dataset_id");
                String datapoint = line.text("datapoint_id");
                documents.add(tables -> tables.link(dataset, datapoint));
            }
            default -> throw new LineFault("type '" + type + "' is not known");
        }
        taken++;
    }

    private static Run run(Line line) {
        try {
            return Json.stored().treeToValue(line.object("run"), Run.class);
        } catch (JacksonException e) {
            throw new LineFault("run is not one: " + e.getOriginalMessage());
        }
    }

    private static Change event(Line line) {
        Event event = EventLine.read(line);
        if (event.isSession()) {
            throw new LineFault("event_type is session in a line of type event");
        }
        return new Change.Put(event, line.textOrNull("span_event_id"), line.textOrNull("session_name"), null);
    }

    /** A session that was started here may have been told more since. */
    private void start(Event session) {
        if (!session.isSession() || !session.eventId().equals(session.sessionId())) {
            throw new LineFault("a session's event_type is session, and its event_id its session_id");
        }
        if (store.events()
                .findSession(session.sessionId())
                .filter(SessionRow::started)
                .isEmpty()) {
            changes.add(new Change.StartSession(session));
        }
    }

    private static Document document(Line line) {
        String kind = line.text("kind");
        return new Document(
                Arrays.stream(DocumentKind.values())
                        .filter(known -> known.wireName().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> new LineFault("kind '" + kind + "' is not known")),
                line.text("id"),
                line.textOrNull("parent"),
                line.textOrNull("project"),
                line.object("body"),
                line.whole("created_at"),
                line.whole("updated_at"));
    }

    /**
     * Stores what was read; when this returns it survives the process.
     *
     * @throws ai.honeyhive.server.internal.store.StoreException if it could not be stored, or not all of it; the same lines
     *     may be sent again
     */
    public void store() {
        runs.forEach(run -> store.runs().create(run, known -> known));
        store.events().write(changes);
        if (!documents.isEmpty()) {
            store.documents().write(tables -> {
                documents.forEach(document -> document.accept(tables));
                return true;
            });
        }
    }

    /** Whether there was no line at all. */
    public boolean isEmpty() {
        return read == 0;
    }

    /** Whether what is computed for events may have changed. */
    public boolean hasMetrics() {
        return metrics;
    }

    /** How many lines were good. */
    public int taken() {
        return taken;
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
