import { h } from "preact";
import { memo } from "../memo.js";
import { Line } from "../text.js";
import { cellText } from "./columns.js";

export function RowsHead({ columns }) {
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, h("span", { role: "columnheader", class: "num" }, "Row"),
    columns.map(({ id, key, of, num }) => h("span", { key: id, role: "columnheader", class: num ? "num" : "", title: `${of}: ${key}` }, h("span", { class: "dim" }, of, " "), h(Line, null, key))));
}

export const DatapointRow = memo(({ row, columns, index, selected, onSelect }) => h("div", {
  class: "tr row", role: "row", id: "p-" + row.id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: () => onSelect(row),
}, h("span", { role: "gridcell", class: "num mono dim" }, row.number),
columns.map(({ id, part, num, value }) => h("span", { key: id, role: "gridcell", class: num ? "num" : part === "metadata" ? "mut" : "" }, h("bdi", null, h(Line, null, cellText(value(row))))))));
