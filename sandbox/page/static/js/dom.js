// Making elements. Text is only ever text: nothing here, or anywhere in this page, parses markup.

import { icon } from "./icons.js";

/** An element. Names of properties are ours, never data: `class`, `data`, `on…` listeners, else attributes. */
export function h(tag, props, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...present(children));
  return made;
}

/** Children without those that are not there. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}

/** Gives an element these children, and no others. */
export function fill(parent, ...children) {
  parent.replaceChildren(...present(children));
  return parent;
}

/** A button with a name that screen readers say; `seen` is the name of a drawing that is seen in its place. */
export function button(name, onclick, { seen, ...props } = {}) {
  const label = seen ? { "aria-label": name, title: name } : {};
  return h("button", { type: "button", onclick, ...label, ...props }, seen ? icon(seen) : name);
}

/** Text for screen readers alone. */
export function aside(text) {
  return h("span", { class: "sr" }, text);
}

let last = 0;

/** A fresh id, for labels and what they describe. */
export function freshId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/** Keeps the focus in `parent` while `redraw` replaces what is in it: elements are known again by `data-key`. */
export function keepingFocus(parent, redraw) {
  const held = parent.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.dataset.key;
  const selection = key && typeof held.selectionStart === "number" ? [held.selectionStart, held.selectionEnd] : null;
  redraw();
  if (!key) return;
  const again = parent.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (selection && typeof again.selectionStart === "number") again.setSelectionRange(...selection);
}
