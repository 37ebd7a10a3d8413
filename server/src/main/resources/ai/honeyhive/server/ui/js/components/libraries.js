import { base } from "../base.js";

const loading = new Map();

/** The CSV library. */
export const papa = () => script(base + "/assets/lib/papaparse/papaparse.min.js", () => window.Papa);

/** The chart library, with its style. */
export const uplot = () => {
  if (!document.querySelector("link[data-uplot]")) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = base + "/assets/lib/uplot/dist/uPlot.min.css";
    style.dataset.uplot = "";
    document.head.append(style);
  }
  return script(base + "/assets/lib/uplot/dist/uPlot.iife.min.js", () => window.uPlot);
};

/** Loads a library that is not a module, once, and for those views only that need it. */
function script(src, found) {
  if (!loading.has(src)) {
    loading.set(src, new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = src;
      element.onload = () => resolve(found());
      element.onerror = () => {
        loading.delete(src);
        reject(new Error("a part of the page could not be loaded"));
      };
      document.head.append(element);
    }));
  }
  return loading.get(src);
}
