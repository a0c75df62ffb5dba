// A coloured square with initials: pictures would come from somebody else's host.
import { h } from "./dom.js";

const HUES = 8; // there is a class for each in messages.css

/** Always the same colour for the same person. */
export function avatar(who) {
  const sum = [...who.name].reduce((total, letter) => (total * 31 + letter.codePointAt(0)) % 9973, 7);
  const parts = who.name.split(/\s+/).filter(Boolean);
  const initials = [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "").join("");
  const kind = who.kind === "bot" ? "avatar bot" : `avatar hue-${sum % HUES}`;
  return h("span", { class: kind, "aria-hidden": "true" }, initials.toUpperCase());
}
