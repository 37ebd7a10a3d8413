import { h } from "preact";

const PATHS = {
  search: "M11.200 7a4.200 4.200 0 1 1-8.400 0 4.200 4.200 0 0 1 8.400 0ZM10 10l3.800 3.800",
  copy: "M5.500 7a1.500 1.500 0 0 1 1.500-1.500h5A1.500 1.500 0 0 1 13.500 7v5a1.500 1.500 0 0 1-1.500 1.500H7A1.500 1.500 0 0 1 5.500 12ZM3 10.500v-7A1 1 0 0 1 4 2.500h6.500",
  link: "M6.500 9.500a2.500 2.500 0 0 0 3.600 0l2.200-2.200a2.500 2.500 0 0 0-3.600-3.600l-.9.9M9.500 6.500a2.500 2.500 0 0 0-3.600 0L3.700 8.700a2.500 2.500 0 0 0 3.600 3.600l.9-.9",
  check: "M3 8.500 6.500 12 13 4.500",
  back: "M9.500 3.500 5 8l4.500 4.500",
  up: "M4 9.500 8 5.500l4 4",
  down: "M4 6.500l4 4 4-4",
  close: "M4 4l8 8M12 4l-8 8",
  theme: "M8 2.500a5.500 5.500 0 1 0 0 11Zm0 0a5.500 5.500 0 0 1 0 11",
  filter: "M2 4h12M4.500 8h7M7 12h2",
};

export function Icon({ name }) {
  const filled = name === "theme" ? h("path", { d: "M8 2.500a5.500 5.500 0 0 0 0 11Z", fill: "currentColor" }) : null;
  return h("svg", { class: "i", viewBox: "0 0 16 16", "aria-hidden": "true" }, h("path", { d: PATHS[name] }), filled);
}

export function Logo() {
  return h("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" },
    h("path", { class: "logo-cell", d: "M5.600 2.400h8.800L18.800 10l-4.400 7.600H5.600L1.200 10z" }),
    h("path", { class: "logo-h", d: "M7.200 6v8M12.800 6v8M7.200 10h5.600" }));
}
