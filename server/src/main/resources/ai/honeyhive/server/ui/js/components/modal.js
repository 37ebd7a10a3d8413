import { useLayoutEffect, useRef } from "preact/hooks";
import { useStable } from "../memo.js";

/**
 * A modal dialog, open as long as its component is mounted: `modal` goes over the element, `close()` closes it. It is closed at
 * once, also by Escape: the browser's own event comes later, and would take what a key has opened meanwhile.
 */
export function useModal(onClose) {
  const dialog = useRef(null);
  const closed = useRef(false);
  const close = useStable(() => {
    if (closed.current) return;
    closed.current = true;
    dialog.current.close(); // gives the focus back
    onClose();
  });
  useLayoutEffect(() => dialog.current.showModal(), []); // with what opened it: the next key is for the dialog
  return { close, modal: { ref: dialog, onClose: close, onCancel: close } };
}

/** Closes the dialog where the click went beside it. */
export function besides(close) {
  return (event) => event.target === event.currentTarget && close();
}
