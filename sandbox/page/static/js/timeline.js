// The messages of a conversation. Only a stretch of them is on the page; spacers stand for the others, so that the
// scroll bar tells where one is among ten thousand as among ten.
import { ask } from "./api.js";
import { button, fill, h, keepingFocus } from "./dom.js";
import { look } from "./live.js";
import { message } from "./message.js";
import { session } from "./session.js";
import { on, state } from "./store.js";
import { refuse } from "./toasts.js";
import { around, atEnd, COUNT, held, latest } from "./window.js";

const CLOSE = 60; // pixels from the end that still count as being there
const MARGIN = 30; // messages beyond what is seen, before others are asked for

const top = h("div", { class: "spacer" });
const bottom = h("div", { class: "spacer" });
const list = h("div", { class: "messages", role: "feed" });
const empty = h("div", { class: "empty", hidden: true });
const toLatest = button("Latest messages ↓", jumpToEnd, { class: "to-latest", hidden: true });
const scroller = h(
  "div",
  { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages", onkeydown: jump },
  top,
  list,
  bottom,
  empty,
);

let drawnFor = "";
let pinned = true; // to the end: new messages scroll into view
let height = 72; // what a message takes, on average
const drawn = new Map(); // by ts: the element, and what it was drawn from

/** Puts the list where it belongs, and draws it whenever it changes. */
export function mount(place) {
  fill(place, scroller, toLatest);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  const resized = new ResizeObserver(() => pinned && atEnd() && toEnd());
  resized.observe(scroller);
  resized.observe(list);
  on("timeline", draw);
  on(["clock", "settings"], () => redrawAll());
  on("session", () => {
    latest();
    look();
  });
}

function draw() {
  const fresh = drawnFor !== held.of;
  if (fresh) {
    drawnFor = held.of;
    pinned = true;
    drawn.clear();
    list.replaceChildren();
  }
  const anchor = fresh || pinned ? null : firstSeen();
  keepingFocus(list, place);
  list.setAttribute("aria-label", `Messages, ${held.total} in all`);
  empty.hidden = held.total > 0;
  if (!empty.hidden) fill(empty, whatToDo());
  if (held.order.length) height = Math.max(24, list.offsetHeight / held.order.length);
  top.style.height = `${held.start * height}px`;
  bottom.style.height = `${(held.total - held.start - held.order.length) * height}px`;
  if (pinned && atEnd()) toEnd();
  else if (anchor?.node.isConnected) scroller.scrollTop += anchor.node.getBoundingClientRect().top - anchor.at;
  afterScroll();
}

/** Brings the list's children in line with what is held; those that did not change stay as they are. */
function place() {
  for (const [ts, one] of drawn) {
    if (!held.messages.has(ts)) {
      one.node.remove();
      drawn.delete(ts);
    }
  }
  let next = list.firstChild;
  held.order.forEach((ts, position) => {
    const shown = held.messages.get(ts);
    const before = held.messages.get(held.order[position - 1]);
    let one = drawn.get(ts);
    if (one?.from !== shown || one.before !== before?.ts) {
      const node = message(shown, before, held.start + position, held.total);
      if (one?.node === next) next = next?.nextSibling ?? null;
      one?.node.remove();
      one = { node, from: shown, before: before?.ts };
      drawn.set(ts, one);
    }
    if (one.node === next) next = next.nextSibling;
    else list.insertBefore(one.node, next);
  });
}

function whatToDo() {
  const commands = state.scene.apps.flatMap((app) => app.commands);
  return [
    h("p", {}, `Nothing here yet. Type a message${commands.length ? ", or a command:" : "."}`),
    commands.map((command) =>
      h("p", {}, h("strong", {}, command.name), ` ${command.hint}`, h("small", {}, command.description)),
    ),
  ];
}

function redrawAll() {
  for (const one of drawn.values()) one.from = null;
  draw();
}

function firstSeen() {
  const edge = scroller.getBoundingClientRect().top;
  for (const node of list.children) {
    const { top: at, bottom: end } = node.getBoundingClientRect();
    if (end > edge) return { node, at };
  }
  return null;
}

function scrolled() {
  pinned = atEnd() && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < CLOSE;
  afterScroll();
}

function afterScroll() {
  toLatest.hidden = pinned || held.total === 0;
  if (pinned) markRead();
  const index = seenIndex();
  const onPage = Math.ceil(scroller.clientHeight / height);
  const before = held.start > 0 && index < held.start + MARGIN;
  const after = !atEnd() && index + onPage > held.start + held.order.length - MARGIN;
  if (held.order.length && !pinned && (before || after)) {
    around(index + onPage / 2);
    look();
  }
}

/** The number of the message at the upper edge; in a spacer, about which one it would be. */
function seenIndex() {
  const seen = firstSeen();
  const within = scroller.scrollTop >= top.offsetHeight && seen;
  if (within) return held.start + [...list.children].indexOf(seen.node);
  const listEnd = top.offsetHeight + list.offsetHeight;
  if (scroller.scrollTop > listEnd) return held.start + COUNT + Math.round((scroller.scrollTop - listEnd) / height);
  return Math.floor(scroller.scrollTop / height);
}

function jump(event) {
  if (event.target !== scroller) return;
  if (event.key === "End") jumpToEnd();
  else if (event.key === "Home") jumpToStart();
  else return;
  event.preventDefault();
}

function jumpToStart() {
  pinned = false;
  around(0);
  look();
  scroller.scrollTop = 0;
}

/** Goes to the newest message and stays there. */
export function jumpToEnd() {
  pinned = true;
  latest();
  look();
  toEnd();
}

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
}

let marked = "";

async function markRead() {
  const last = held.order.at(-1);
  const unread = state.scene.places?.find((each) => each.id === session.channel)?.unread;
  if (!last || !unread || !atEnd() || document.hidden || marked === `${held.of}/${last}`) return;
  marked = `${held.of}/${last}`;
  try {
    await ask("mark_read", { channel: session.channel, ts: last });
  } catch (problem) {
    refuse(problem);
  }
}

document.addEventListener("visibilitychange", () => pinned && markRead());
