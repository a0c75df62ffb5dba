// Who one is, and where: it stands in the address, so that reloading and going back work.
import { state, players, tell } from "./store.js";

export const session = { person: "", channel: "" };
const lastPlace = new Map(); // by person

/** The parts of the address: none of one that nobody could have come by here. */
function address() {
  try {
    return location.hash.split("/").map(decodeURIComponent);
  } catch {
    return [];
  }
}

/** Reads the address, and fills in what it leaves open, as far as that is known by now. True when something changed. */
export function settle() {
  const before = `${session.person}/${session.channel}`;
  const [, team, who, where] = address();
  const asked = team === state.scene.team ? { who, where } : {};
  const there = players().map((each) => each.id);
  session.person = [asked.who, session.person].find((id) => there.includes(id)) ?? there[0] ?? "";
  const wanted = asked.who === session.person ? asked.where : "";
  session.channel = knows() ? ([wanted, lastPlace.get(session.person)].find(isThere) ?? home()) : wanted;
  if (session.channel) lastPlace.set(session.person, session.channel);
  return before !== `${session.person}/${session.channel}`;
}

/** The workspace to look at: the address's, unless there is none such. */
export function team() {
  const [, asked] = address();
  const known = state.scene.team === null || state.scene.workspaces.some((each) => each.id === asked);
  return (known && asked) || state.scene.team || "";
}

/** Whether what is known of conversations is what this person sees, and not yet the last one's. */
export const knows = () => state.scene.viewer === session.person;

const isThere = (id) => state.scene.places.some((place) => place.id === id);

/** The conversation where one starts: with an app, else the first. */
function home() {
  return (
    state.scene.apps.map((app) => app.dm).find(Boolean) ??
    (state.scene.apps.length ? "" : (state.scene.places[0]?.id ?? ""))
  );
}

/** Become somebody, or go somewhere; the address and everything drawn follows. */
export function go(person, channel = "") {
  const where = channel || lastPlace.get(person) || "";
  location.hash = ["", state.scene.team, person, where].map(encodeURIComponent).join("/");
}

/** Keeps a part of the person's own taste in this browser. */
export function remember(name, value) {
  try {
    localStorage.setItem(`local-slack.${name}`, value);
  } catch {
    return; // a browser that keeps nothing asks again next time
  }
}

/** What was kept, or `otherwise`. */
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`local-slack.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

addEventListener("hashchange", () => {
  if (settle()) tell("session");
});
