// Links: only where they lead is checked, and what they may do is taken away.
import { h } from "./dom.js";

const KINDS = new Set(["http:", "https:", "mailto:"]);

/** The address, if it is of a kind that a page may open; null for `javascript:` and all others. */
export function safe(address) {
  try {
    const url = new URL(String(address));
    return KINDS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens elsewhere; where the address is not safe, its text, marked. */
export function link(address, ...children) {
  const href = safe(address);
  const shown = children.length ? children : [String(address)];
  if (href === null)
    return h(
      "span",
      { class: "unsafe", title: "This link leads nowhere: its address is not one that may be opened." },
      shown,
    );
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, shown);
}
