import { h } from "preact";
import { useState } from "preact/hooks";

/** A view that takes files that are dropped anywhere on it, and says so while one hovers. */
export function DropZone({ onFiles, says, children }) {
  const [over, setOver] = useState(0);
  const files = (event) => event.dataTransfer?.types.includes("Files");
  return h("main", {
    class: "view" + (over > 0 ? " drop" : ""),
    onDragEnter: (event) => files(event) && setOver((depth) => depth + 1),
    onDragLeave: (event) => files(event) && setOver((depth) => Math.max(0, depth - 1)),
    onDragOver: (event) => files(event) && event.preventDefault(),
    onDrop: (event) => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(0);
      if (event.dataTransfer.files.length) onFiles(event.dataTransfer.files);
    },
  }, children, over > 0 && h("div", { class: "drop-says", role: "status" }, says));
}
