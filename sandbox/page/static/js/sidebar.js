// Who one is, where one can go, and who one could be instead.
import { ask } from "./api.js";
import { avatar } from "./avatar.js";
import { aside, button, fill, h, keepingFocus } from "./dom.js";
import { go, knows, session } from "./session.js";
import { on, person, players, state, titleOf, unreadShown } from "./store.js";
import { openSwitcher } from "./switcher.js";
import { city, clock, storyNow } from "./times.js";
import { refuse } from "./toasts.js";

const MOST_PEOPLE = 12; // of those one could be; Ctrl-K finds all

/** Draws it, again whenever something in it changes. */
export function mount(place) {
  const draw = () => keepingFocus(place, () => fill(place, drawn()));
  on(["scene", "session", "clock", "minute"], draw);
  on("session", () => show(false));
  document.getElementById("veil").addEventListener("click", () => show(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
}

/** On a narrow window: brings it in, or puts it away. */
export function show(open) {
  document.body.classList.toggle("with-sidebar", open);
  document.getElementById("veil").hidden = !open;
  if (open) document.querySelector("#sidebar button")?.focus();
}

function drawn() {
  const { scene } = state;
  const me = person(session.person);
  if (!me) return h("p", { class: "nobody" }, "There is nobody in this workspace yet.");
  const rooms = scene.places.filter((each) => each.kind === "public" || each.kind === "private");
  const apps = new Set(scene.apps.map((app) => app.dm));
  const others = players().filter((each) => each.id !== me.id);
  const directs = scene.places.filter((each) => !rooms.includes(each) && !apps.has(each.id));
  return [
    h("div", { class: "workspace" }, scene.workspaces.find((each) => each.id === scene.team)?.name),
    h(
      "button",
      { type: "button", class: "me", onclick: openSwitcher, "data-key": "me", title: "Be someone else (Ctrl-K)" },
      avatar(me),
      h("span", {}, aside("You are "), h("strong", {}, me.name), h("small", {}, whereAndWhen(me))),
      h("kbd", {}, "Ctrl K"),
    ),
    group(
      "Apps",
      scene.apps.map((app) =>
        entry({
          key: app.id,
          sign: "◆",
          name: app.name,
          current: app.dm === session.channel,
          unread: unreadAt(app.dm),
          open: () => openApp(app),
        }),
      ),
    ),
    rooms.length > 0 &&
      group(
        "Channels",
        rooms.map((room) => placeEntry(room, room.kind === "private" ? "🔒" : "#")),
      ),
    directs.length > 0 &&
      group(
        "Direct messages",
        directs.map((direct) => placeEntry(direct, "@")),
      ),
    others.length > 0 && group("Be someone else", others.slice(0, MOST_PEOPLE).map(personEntry)),
  ];
}

const whereAndWhen = (who) => `${clock(storyNow(), who)} in ${city(who.zone)}`;
const unreadAt = (id) => state.scene.places.find((each) => each.id === id)?.unread ?? 0;

function group(name, entries) {
  return h(
    "section",
    {},
    h("h2", {}, name),
    h(
      "ul",
      {},
      entries.map((each) => h("li", {}, each)),
    ),
  );
}

function placeEntry(place, sign) {
  const open = () => go(session.person, place.id);
  return entry({
    key: place.id,
    sign,
    name: titleOf(place, session.person),
    current: place.id === session.channel,
    unread: place.unread,
    open,
    shared: place.shared,
  });
}

function entry({ key, sign, name, current, unread, open, shared }) {
  return h(
    "button",
    {
      type: "button",
      class: unread ? "entry unread" : "entry",
      "aria-current": current ? "page" : null,
      "data-key": key,
      onclick: open,
    },
    h("span", { class: "sign", "aria-hidden": "true" }, sign),
    h("span", { class: "name" }, name),
    shared && h("span", { class: "shared", title: "Shared with another company" }, "shared"),
    count(unread),
  );
}

function personEntry(who) {
  return h(
    "button",
    {
      type: "button",
      class: who.unread ? "entry person unread" : "entry person",
      "data-key": who.id,
      onclick: () => go(who.id),
    },
    avatar(who),
    h("span", { class: "name" }, who.name, h("small", {}, `${whereAndWhen(who)}${KIND[who.kind] ?? ""}`)),
    count(who.unread),
  );
}

const KIND = {
  guest: " · guest",
  single_channel_guest: " · guest",
  external: " · other company",
  admin: " · admin",
  owner: " · owner",
};

function count(unread) {
  return unread > 0 && h("span", { class: "count" }, unreadShown(unread), aside(" unread"));
}

/** Opens the messages with an app, as pressing it in Slack does. */
export async function openApp(app) {
  try {
    await ask("open_home", { app: app.id, tab: "messages" });
    const { id } = await ask("direct", { app: app.id, members: [session.person] });
    go(session.person, id);
  } catch (problem) {
    refuse(problem);
  }
}

/** Where somebody starts who is nowhere yet: with the app. */
export async function arrive() {
  const [app] = state.scene.apps;
  if (session.person && knows() && !session.channel && app) await openApp(app);
}
