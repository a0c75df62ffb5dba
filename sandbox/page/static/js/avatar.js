// A coloured square with initials: pictures would come from somebody else's host.
import { h } from "./dom.js";
import { state } from "./store.js";

const HUES = 8; // there is a class for each in messages.css

/** The same colour for the same person, and another for each of the first few people. */
export function avatar(who) {
  const position = Math.max(
    0,
    state.scene.people.findIndex((each) => each.id === who.id),
  );
  const parts = who.name.split(/\s+/).filter(Boolean);
  const initials = [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "").join("");
  const kind = who.kind === "bot" ? "avatar bot" : `avatar hue-${position % HUES}`;
  return h("span", { class: kind, "aria-hidden": "true" }, initials.toUpperCase());
}
