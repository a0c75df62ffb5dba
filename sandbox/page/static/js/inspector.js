// What passes between Slack and the apps: each exchange, how long it took, what was said, and what broke the rules.
import { ask } from "./api.js";
import { aside, button, fill, h, keepingFocus } from "./dom.js";
import { remember, remembered } from "./session.js";
import { on, state, tell } from "./store.js";
import { withSeconds } from "./times.js";
import { refuse, toast } from "./toasts.js";

const MOST = 300; // rows
const SLOW = 1; // seconds; at three Slack stops waiting
const panel = document.getElementById("inspector");
const list = h("div", { class: "exchanges", role: "list", "aria-label": "Exchanges, the newest first", tabindex: "0" });
const opened = new Map(); // by number: what was said
const BEFORE = "dialog[open], .popup, .with-sidebar"; // what Esc closes first
let filter = "";
let came = null; // where the focus was

/** Draws it when it is open. */
export function mount() {
  fill(
    panel,
    h(
      "header",
      {},
      h("h2", {}, "Inspector"),
      h("input", {
        type: "search",
        class: "control field",
        placeholder: "Filter",
        "aria-label": "Filter by name",
        oninput: (event) => {
          filter = event.target.value.trim().toLowerCase();
          draw();
        },
      }),
      button("Close the inspector", () => showInspector(false), { seen: "close", class: "quiet" }),
    ),
    list,
  );
  on("traffic", () => inspectorIsOpen() && draw());
  document.addEventListener("keydown", (event) => {
    const ours = inspectorIsOpen() && !event.defaultPrevented && !document.querySelector(BEFORE);
    if (event.key === "Escape" && ours) showInspector(false);
  });
  put(remembered("inspector", "no") === "yes");
}

/** Whether it is seen. */
export const inspectorIsOpen = () => !panel.hidden;

/** Opens it and goes there, or closes it and goes back. */
export function showInspector(open) {
  const inside = panel.contains(document.activeElement);
  if (open) came = document.activeElement;
  put(open);
  if (open) panel.querySelector("input").focus();
  else if (inside) (came?.isConnected ? came : document.querySelector("[data-key=Inspector]"))?.focus();
}

function put(open) {
  panel.hidden = !open;
  remember("inspector", open ? "yes" : "no");
  if (open) draw();
  tell("inspector");
}

function draw() {
  const fits = (...said) => said.join(" ").toLowerCase().includes(filter);
  const rows = [...state.exchanges.values()]
    .filter((one) => fits(one.name))
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST);
  for (const breach of state.breaches) {
    const where = state.exchanges.get(breach.exchange)?.name ?? "";
    if (fits("breach", where, breach.place, breach.pointer, breach.sentence, breach.error))
      rows.push({ breach, at: breach.at });
  }
  rows.sort((a, b) => b.at - a.at);
  const wrong = new Set(state.breaches.map((breach) => breach.exchange));
  keepingFocus(list, () =>
    fill(
      list,
      rows.map((one) => (one.breach ? broken(one.breach) : row(one, wrong.has(one.number)))),
      rows.length === 0 && h("p", { class: "empty" }, "Nothing yet. Type a command, and see what is said."),
    ),
  );
}

function broken(breach) {
  return h(
    "div",
    { class: "exchange breach", role: "listitem" },
    h("strong", {}, "⚠ Against Slack's rules"),
    h("p", {}, breach.sentence),
    h("small", {}, `${breach.place}${breach.pointer ? ` at ${breach.pointer}` : ""} · ${breach.error}`),
  );
}

function row(one, against) {
  const toApp = one.direction === "delivery";
  const wrong = against || Boolean(one.error) || (one.status ?? 200) >= 400;
  const open = opened.has(one.number);
  return h(
    "div",
    { class: `exchange ${toApp ? "to-app" : "to-slack"}${wrong ? " wrong" : ""}`, role: "listitem" },
    h(
      "button",
      {
        type: "button",
        class: "line",
        "aria-expanded": String(open),
        "data-key": `exchange/${one.number}`,
        onclick: () => toggle(one),
      },
      h(
        "span",
        { class: "direction", title: toApp ? "Slack to app" : "App to Slack" },
        h("span", { "aria-hidden": "true" }, toApp ? "→" : "←"),
        h("span", { class: "sr" }, toApp ? "Slack to app: " : "App to Slack: "),
      ),
      h(
        "span",
        { class: "name" },
        one.name,
        one.attempt > 0 && h("span", { class: "again" }, ` again (${one.attempt})`),
      ),
      against && h("span", { class: "against", title: "Against Slack's rules" }, "⚠", aside(" Against Slack's rules")),
      h("span", { class: "result" }, one.error ?? (one.status && one.status !== 200 ? String(one.status) : "")),
      h("span", { class: one.seconds > SLOW ? "took slow" : "took" }, one.seconds === null ? "…" : took(one.seconds)),
      h("time", {}, withSeconds(one.at)),
    ),
    open && details(one, opened.get(one.number)),
  );
}

const took = (seconds) =>
  seconds < 1 ? `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms` : `${seconds.toFixed(1)} s`;

function details(one, whole) {
  return h(
    "div",
    { class: "details" },
    h("h3", {}, one.direction === "delivery" ? "What Slack sent" : "What the app asked"),
    h("pre", { tabindex: "0" }, pretty(whole.sent)),
    h("h3", {}, "What came back"),
    h("pre", { tabindex: "0" }, pretty(whole.answer)),
    h(
      "p",
      {},
      whole.transport === "socket" ? "Over Socket Mode" : "Over HTTP",
      whole.status && `, status ${whole.status}`,
    ),
    one.direction === "delivery" &&
      button("Deliver again", () => again(one), { class: "control small", "data-key": `again/${one.number}` }),
  );
}

const pretty = (said) => (typeof said === "string" ? said : JSON.stringify(said, null, 2));

async function toggle(one) {
  if (!opened.delete(one.number)) {
    try {
      opened.set(one.number, (await ask("exchange", { number: one.number })).exchange);
    } catch (problem) {
      refuse(problem);
    }
  }
  draw();
}

async function again(one) {
  try {
    const told = await ask("deliver_again", { number: one.number });
    toast(told.ok ? "Delivered again, and acknowledged." : `Delivered again: ${told.error}.`, told.ok ? "" : "bad");
  } catch (problem) {
    refuse(problem);
  }
}
