import { h } from "preact";
import { VirtualRows } from "../components/virtual-rows.js";
import { exact } from "../format.js";
import { datasetLink, link, remember, runLink, sessionLink } from "../router.js";
import { Line } from "../text.js";
import { iso } from "../time.js";

const ROW = 26;
const WIDTHS = { integer: 108, real: 120, text: 190, any: 190, blob: 150, null: 90 };
const LINKS = { session_id: sessionLink, event_id: (id) => link("/events/" + encodeURIComponent(id)), run_id: runLink, dataset_id: datasetLink };
const TIMES = new Set(["start_time", "end_time", "created_at", "updated_at"]);

/** All rows of an answer, of which only those in sight are in the document. */
export function ResultTable({ result, grid, top, selected, onSelect }) {
  const { columns, rows } = result;
  const widths = columns.map((column) => WIDTHS[column.type] ?? WIDTHS.text);
  const number = (column) => column.type === "integer" || column.type === "real";
  const head = h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, columns.map((column, i) => h("span", {
    key: i, role: "columnheader", class: number(column) ? "num" : "", title: `${column.name}: ${column.type}`,
  }, h(Line, null, column.name))));
  return h("div", { class: "sql-table", style: { "--wide": widths.reduce((sum, width) => sum + width, 0) + "px" } }, h(VirtualRows, {
    role: "grid", label: "Rows of the answer", class: "grid", count: rows.length, rowHeight: ROW, columns: widths.map((width) => `minmax(${width}px, ${width}fr)`).join(" "),
    handle: grid, initialTop: top, active: selected, onScroll: (at) => remember({ top: at }), header: head, activeId: selected >= 0 ? "q-" + selected : undefined,
    row: (index) => h("div", {
      key: index, class: "tr row", role: "row", id: "q-" + index, "aria-rowindex": index + 2, "aria-selected": String(index === selected),
      onClick: (event) => !event.target.closest("a") && onSelect(index),
    }, columns.map((column, i) => h("span", { key: i, role: "gridcell", class: number(column) ? "num" : "", title: titleOf(column, rows[index][i]) }, h(Cell, { column, value: rows[index][i] })))),
  }));
}

/** One value: nothing known is said so, ids lead to what they name, numbers keep all their digits. */
function Cell({ column, value }) {
  if (value === null) return h("span", { class: "dim" }, "null");
  if (typeof value === "number") return TIMES.has(column.name) ? String(value) : exact(value);
  if (LINKS[column.name] && value !== "") return h("a", { class: "link mono", tabIndex: -1, href: LINKS[column.name](value) }, h(Line, null, value));
  return h("bdi", null, h(Line, null, value));
}

function titleOf(column, value) {
  if (value === null) return "Not known";
  if (typeof value === "number" && TIMES.has(column.name)) return iso(value);
  return String(value).slice(0, 600);
}
