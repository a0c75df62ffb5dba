// Ctrl-K: be anyone, go anywhere.
import { avatar } from "./avatar.js";
import { fill, h } from "./dom.js";
import { go, knows, session } from "./session.js";
import { players, state, titleOf, unreadShown } from "./store.js";
import { city, clock, storyNow } from "./times.js";

let dialog = null;

/** Listens for Ctrl-K. */
export function mount() {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (dialog?.open) dialog.close();
    else openSwitcher();
  });
}

/** Opens it. */
export function openSwitcher() {
  if (dialog?.open) return;
  let found = [];
  let active = 0;
  const list = h("div", {
    id: "switcher-list",
    role: "listbox",
    class: "options",
    "aria-label": "People and conversations",
  });
  const field = h("input", {
    type: "text",
    role: "combobox",
    class: "filter",
    "aria-label": "Be someone, or go somewhere",
    placeholder: "Be someone, or go somewhere",
    autocomplete: "off",
    "aria-expanded": "true",
    "aria-controls": "switcher-list",
    "aria-autocomplete": "list",
    oninput: () => narrow(),
  });
  const narrow = () => {
    const typed = field.value.trim().toLowerCase();
    found = everything().filter((each) => each.words.toLowerCase().includes(typed));
    move(0);
  };
  const move = (index) => {
    active = Math.max(0, Math.min(index, found.length - 1));
    fill(
      list,
      found.map((each, position) => row(each, position, position === active, () => pick(each))),
      found.length === 0 &&
        h(
          "div",
          { class: "nothing", role: "option", "aria-selected": "false", "aria-disabled": "true" },
          "Nobody and nothing by that name",
        ),
    );
    if (found.length) field.setAttribute("aria-activedescendant", `switch-${active}`);
    else field.removeAttribute("aria-activedescendant");
    list.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  };
  const pick = (one) => {
    if (!one) return;
    opened.close();
    one.open();
    document.getElementById("write").focus();
  };
  field.addEventListener("keydown", (event) => {
    const keys = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      Enter: () => pick(found[active]),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // One that was closed hears so only a moment later, when the next may be open already.
  const opened = h(
    "dialog",
    {
      class: "switcher",
      "aria-label": "Switch",
      onclose: () => opened.remove(),
      onclick: (event) => event.target === opened && opened.close(),
    },
    field,
    list,
    h(
      "p",
      { class: "keys" },
      h("kbd", {}, "↑↓"),
      " choose  ",
      h("kbd", {}, "Enter"),
      " go  ",
      h("kbd", {}, "Esc"),
      " close",
    ),
  );
  dialog = opened;
  document.body.append(opened);
  opened.showModal();
  field.focus();
  narrow();
}

function everything() {
  const people = players().map((who) => ({
    words: `${who.name} ${who.handle} ${city(who.zone)}`,
    title: who.name,
    mark: avatar(who),
    unread: who.unread,
    about: `${who.id === session.person ? "you now · " : ""}${clock(storyNow(), who)} in ${city(who.zone)}`,
    open: () => go(who.id),
  }));
  const places = (knows() ? state.scene.places : []).map((place) => ({
    words: titleOf(place, session.person),
    title: titleOf(place, session.person),
    unread: place.unread,
    mark: h("span", { class: "sign", "aria-hidden": "true" }, place.kind === "im" || place.kind === "mpim" ? "@" : "#"),
    about: "go there",
    open: () => go(session.person, place.id),
  }));
  const others = state.scene.workspaces
    .filter((each) => each.id !== state.scene.team)
    .map((each) => ({
      words: each.name,
      title: each.name,
      mark: h("span", { class: "sign", "aria-hidden": "true" }, "◇"),
      about: "another workspace",
      unread: 0,
      open: () => {
        location.hash = `/${encodeURIComponent(each.id)}`;
      },
    }));
  return [...people, ...places, ...others];
}

function row(one, index, active, onclick) {
  return h(
    "div",
    {
      id: `switch-${index}`,
      role: "option",
      class: active ? "option active" : "option",
      "aria-selected": String(active),
      onclick,
    },
    one.mark,
    h("span", { class: "name" }, one.title),
    h("small", {}, one.about),
    one.unread > 0 && h("span", { class: "count" }, unreadShown(one.unread)),
  );
}
