let loading = null;

/** The CSV library. It is not a module, and loaded only by those who read or write CSV. */
export function papa() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/assets/lib/papaparse/papaparse.min.js";
    script.onload = () => resolve(window.Papa);
    script.onerror = () => {
      loading = null;
      reject(new Error("the part of the page that reads CSV could not be loaded"));
    };
    document.head.append(script);
  });
  return loading;
}
