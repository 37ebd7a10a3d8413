// Runs before the first paint and while the modules are on their way.
// A remembered theme must never flash the other one.
try {
  const theme = localStorage.getItem("hh.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme is shown then.
}

// Most visits begin with the newest sessions: `api.js` takes this answer instead of asking for it once more.
if (location.pathname.endsWith("/sessions") && !/[?&](q|status|range|run)=/.test(location.search)) {
  const path = "/v1/sessions?limit=100";
  const base = document.querySelector('meta[name="base"]').content;
  const first = { path, here: false };
  first.answer = fetch(base + path, { headers: { Accept: "application/json" }, cache: "no-store" })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch(() => null);
  first.answer.then(() => { first.here = true; });
  window.askedFirst = first;
}
