import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A button for what cannot be taken back: where it stands it asks once more. */
export function SureButton({ label, name, yes, no = "Keep it", onYes }) {
  const [asking, setAsking] = useState(false);
  const keep = useRef(null);
  useLayoutEffect(() => { if (asking) keep.current.focus(); }, [asking]); // once: what is drawn later takes nobody's focus
  const answered = (action) => () => {
    setAsking(false);
    action?.();
  };
  if (!asking) return h("button", { class: "btn quiet", type: "button", "aria-label": name, onClick: () => setAsking(true) }, label);
  return h("span", { class: "rowx" },
    h("button", { class: "btn", type: "button", onClick: answered(onYes) }, yes),
    h("button", { class: "btn quiet", type: "button", ref: keep, onClick: answered() }, no));
}
