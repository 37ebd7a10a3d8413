// Put into each document before the page's own scripts, by PageSpeed. All times are milliseconds since navigation began.
(() => {
  const speed = { shown: {}, keys: [], tasks: [] };
  window.speed = speed;

  /** Calls `tell` when what is in the document now has been painted. */
  const painted = (tell) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => tell(performance.now());
    channel.port2.postMessage(null);
  });

  const wanted = { list: ".tr.row", tree: ".ev", whole: ".tree:not([aria-busy]) .ev", detail: ".pane .sec" };
  const arrivals = new MutationObserver(() => {
    for (const name of Object.keys(wanted)) {
      if (!document.querySelector(wanted[name])) continue;
      delete wanted[name];
      painted((now) => { speed.shown[name] = now; });
    }
  });
  arrivals.observe(document, { childList: true, subtree: true, attributeFilter: ["aria-busy"] });

  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!pressed) return;
    const from = pressed;
    pressed = 0;
    painted((now) => speed.keys.push(now - from));
  }).observe(document, { attributes: true, attributeFilter: ["aria-selected"], subtree: true });

  new PerformanceObserver((list) => speed.tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration])))
    .observe({ type: "longtask", buffered: true });

  /** Scrolls by so many pixels a frame, up and down; gives the time between frames. */
  speed.scroll = (css, pixels, millis, done) => {
    const box = document.querySelector(css);
    const gaps = [];
    const until = performance.now() + millis;
    let step = pixels;
    let before = 0;
    const frame = (now) => {
      if (before) gaps.push(now - before);
      before = now;
      const top = box.scrollTop;
      box.scrollTop += step;
      if (box.scrollTop === top) step = -step;
      if (now < until) requestAnimationFrame(frame);
      else done(gaps);
    };
    requestAnimationFrame(frame);
  };
})();
