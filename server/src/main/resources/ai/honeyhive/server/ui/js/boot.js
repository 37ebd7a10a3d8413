// Runs before the first paint and while the modules are on their way.
// A remembered theme must never flash the other one.
try {
  const theme = localStorage.getItem("hh.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme is shown then.
}
