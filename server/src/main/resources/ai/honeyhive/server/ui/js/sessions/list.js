import { listSessions } from "../api.js";
import { createStore } from "../store.js";
import { onStream } from "../stream.js";

const PAGE = 100;
const REFRESH_MS = 300;
const RUNNING_CHECK_MS = 2000;
/** A page's cursor is remembered with its rows, so that one of them can be asked for again. */
const FIRST_PAGE = "";

/**
 * The session list as far as it is loaded: `rows` newest first, `waiting` those that came in since and are not
 * shown yet. It outlives the views, so that going back finds what was left.
 */
export class SessionList {
  constructor(filter = {}) {
    this.filter = filter;
    this.store = createStore({ rows: [], waiting: [], loaded: false, loading: false, end: false, error: null });
    this.next = FIRST_PAGE;
    this.changed = new Set();
    this.timer = 0;
    this.holds = () => true;
  }

  /** Keeps the list up to date while a view shows it. `holds()` tells whether new rows have to wait. */
  follow(holds) {
    this.holds = holds;
    const stops = [
      onStream("session", (id) => this.#touched(id)),
      onStream("resync", () => this.refreshAll()),
    ];
    const running = setInterval(() => this.#checkRunning(), RUNNING_CHECK_MS);
    const late = setTimeout(() => this.store.get().loaded && this.refreshAll(), REFRESH_MS); // what is there is drawn first
    this.loadFirst();
    return () => {
      stops.forEach((stop) => stop());
      clearInterval(running);
      clearTimeout(late);
      clearTimeout(this.timer);
      this.timer = 0;
    };
  }

  /** The newest page, unless it is there or on its way. */
  async loadFirst() {
    if (!this.store.get().loaded) await this.loadMore();
  }

  /** The next page of older sessions. */
  async loadMore() {
    const { loading, end } = this.store.get();
    if (loading || end) return;
    this.#update({ loading: true });
    const cursor = this.next;
    try {
      const body = await listSessions({ ...this.filter, limit: PAGE, cursor });
      const { rows, waiting } = this.store.get();
      const fresh = unknown(body.sessions, rows, waiting).map((row) => ({ ...row, page: cursor }));
      this.next = body.next_cursor;
      this.#update({ rows: sorted([...rows, ...fresh]), loaded: true, loading: false, end: !body.next_cursor, error: null });
    } catch (error) {
      this.#update({ loading: false, error });
    }
  }

  /** Shows what was waiting. */
  reveal() {
    const { rows, waiting } = this.store.get();
    if (waiting.length) this.#update({ rows: sorted([...waiting, ...rows]), waiting: [] });
  }

  /** Asks again for the newest page and for every page with a running session. */
  refreshAll() {
    this.#refresh(new Set([FIRST_PAGE, ...this.#runningPages()]));
  }

  #touched(id) {
    this.changed.add(id);
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      const { rows } = this.store.get();
      const pages = new Map(rows.map((row) => [row.session_id, row.page]));
      const wanted = new Set([...this.changed].map((changed) => pages.get(changed) ?? FIRST_PAGE));
      this.changed.clear();
      this.#refresh(wanted);
    }, REFRESH_MS);
  }

  #checkRunning() {
    const pages = this.#runningPages();
    if (pages.size && !document.hidden) this.#refresh(pages);
  }

  /** What is loaded, newest first, with what waits to be shown. */
  all() {
    const { rows, waiting } = this.store.get();
    return sorted([...rows, ...waiting]);
  }

  #runningPages() {
    const { rows, waiting } = this.store.get();
    return new Set([...rows, ...waiting].filter((row) => row.status === "running").map((row) => row.page));
  }

  async #refresh(pages) {
    try {
      for (const page of pages) {
        const body = await listSessions({ ...this.filter, limit: PAGE, cursor: page });
        this.#merge(body, page);
      }
    } catch (error) {
      this.#update({ error });
    }
  }

  #merge(body, page) {
    const { rows, waiting, loaded } = this.store.get();
    const news = new Map(body.sessions.map((row) => [row.session_id, { ...row, page }]));
    const update = (row) => {
      const next = news.get(row.session_id);
      return next && next.updated_at !== row.updated_at || next && next.status !== row.status ? { ...next, page: row.page } : row;
    };
    const known = new Set([...rows, ...waiting].map((row) => row.session_id));
    const fresh = [...news.values()].filter((row) => !known.has(row.session_id) && this.#inReach(row));
    const keep = { rows: rows.map(update), waiting: waiting.map(update), error: null, loaded: true };
    if (!loaded) this.next = body.next_cursor;
    const end = loaded ? this.store.get().end : !body.next_cursor;
    if (fresh.length && rows.length && this.holds()) this.#update({ ...keep, end, waiting: sorted([...fresh, ...keep.waiting]) });
    else this.#update({ ...keep, end, rows: fresh.length ? sorted([...fresh, ...keep.rows]) : keep.rows });
  }

  /** A row older than everything loaded belongs to a page that is not loaded yet. */
  #inReach(row) {
    const { rows, end } = this.store.get();
    return end || !rows.length || row.start_time >= rows[rows.length - 1].start_time;
  }

  #update(changes) {
    this.store.set({ ...this.store.get(), ...changes });
  }
}

/** Lists that were looked at lately, by what was asked for: going back finds what was left. */
const KEPT = 12;
const lists = new Map();

/** The list of the sessions that a query of the API gives. */
export function listOf(filter) {
  const key = JSON.stringify(filter);
  const list = lists.get(key) ?? new SessionList(filter);
  lists.delete(key);
  lists.set(key, list);
  if (lists.size > KEPT) lists.delete(lists.keys().next().value);
  return list;
}

function unknown(fetched, rows, waiting) {
  const known = new Set([...rows, ...waiting].map((row) => row.session_id));
  return fetched.filter((row) => !known.has(row.session_id));
}

function sorted(rows) {
  return rows.sort((a, b) => b.start_time - a.start_time || (a.session_id < b.session_id ? 1 : -1));
}
