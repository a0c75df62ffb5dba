// What the page knows. Parts change as a whole; whoever draws a part hears of it.

export const state = {
  scene: { workspaces: [], team: null, viewer: "", people: [], places: [], channels: {}, apps: [] },
  modals: [],
  moves: [], // of the story's clock: [real moment, seconds ahead from then on]
  faults: [],
  exchanges: new Map(), // by number
  breaches: [],
  connected: false,
};

const listeners = new Map();

/** Calls `listener` whenever one of these parts changes. */
export function on(parts, listener) {
  for (const part of [parts].flat()) listeners.set(part, [...(listeners.get(part) ?? []), listener]);
}

/** Tells that these parts changed; each listener hears once. */
export function tell(...parts) {
  const concerned = new Set(parts.flatMap((part) => listeners.get(part) ?? []));
  for (const listener of concerned) listener();
}

/** The person with this id, if the workspace knows them. */
export function person(id) {
  return state.scene.people?.find((each) => each.id === id);
}

/** What a person or channel is called; the id itself where nobody knows. */
export function nameOf(id) {
  return person(id)?.name ?? state.scene.channels?.[id] ?? id;
}

/** The people one can be. */
export function players() {
  return (state.scene.people ?? []).filter((each) => each.kind !== "bot" && each.kind !== "deactivated");
}

/** What a conversation is called, for whom. */
export function titleOf(place, viewer) {
  if (place.kind === "public" || place.kind === "private") return place.name;
  const others = place.members.filter((id) => id !== viewer);
  return (others.length ? others : place.members).map(nameOf).join(", ");
}

/** A number of unread messages, as it is shown. */
export const unreadShown = (count) => (count > 99 ? "99+" : String(count));
