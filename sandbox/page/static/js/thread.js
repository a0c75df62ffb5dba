// The replies to a message, under it: folded away until somebody wants to read them.
import { button, freshId, h } from "./dom.js";

const open = new Set(); // the `ts` of messages whose replies are seen

/** How many replies there are, and the replies, each drawn by `draw`; nothing where there are none. */
export function thread(shown, draw) {
  const count = shown.replies?.length;
  if (!count) return null;
  const id = freshId("thread");
  const replies = h("div", { class: "replies", id, hidden: !open.has(shown.ts) }, shown.replies.map(draw));
  const toggle = (event) => {
    if (!open.delete(shown.ts)) open.add(shown.ts);
    replies.hidden = !open.has(shown.ts);
    event.currentTarget.setAttribute("aria-expanded", String(open.has(shown.ts)));
  };
  return h(
    "div",
    { class: "thread", role: "group", "aria-label": "Thread" },
    button(count === 1 ? "1 reply" : `${count} replies`, toggle, {
      class: "to-thread",
      "aria-expanded": String(open.has(shown.ts)),
      "aria-controls": id,
      "data-key": `${shown.ts}/thread`,
    }),
    replies,
  );
}
