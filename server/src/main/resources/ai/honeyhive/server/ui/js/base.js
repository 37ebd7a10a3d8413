/** What a reverse proxy has in front of every path of this server; empty without one. */
export const base = document.querySelector('meta[name="base"]')?.content ?? "";

/** The server's address, as programs are told it. */
export const serverUrl = window.location.origin + base;
