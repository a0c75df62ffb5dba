// What the page cannot draw: a marked box that says so, never nothing.
import { h } from "./dom.js";

/** A box in place of something, with what was sent in it to look at. */
export function unknown(thing) {
  return h(
    "details",
    { class: "unknown" },
    h("summary", {}, `This page does not draw “${thing?.type ?? "untyped"}” yet`),
    h("pre", {}, JSON.stringify(thing, null, 2)),
  );
}
