// Where one is, what time it is there, and the tools.
import { openBreaking } from "./breaking.js";
import { button, fill, h, keepingFocus } from "./dom.js";
import { openClock, timesShown } from "./clock.js";
import { inspectorIsOpen, showInspector } from "./inspector.js";
import { popup } from "./popup.js";
import { session } from "./session.js";
import { show } from "./sidebar.js";
import { on, state, titleOf, unreadShown } from "./store.js";
import { settings, showElsewhere, THEMES, useTheme } from "./tools.js";

/** Draws it, again whenever something in it changes. */
export function mount(place) {
  let broken = 0;
  const draw = () => keepingFocus(place, () => fill(place, drawn()));
  on("traffic", () => {
    if (broken === state.breaches.length) return;
    broken = state.breaches.length;
    draw();
  });
  on(["scene", "session", "clock", "minute", "settings", "inspector", "faults"], draw);
}

function drawn() {
  const place = state.scene.places?.find((each) => each.id === session.channel);
  const unread = (state.scene.people ?? []).reduce(
    (sum, each) => sum + (each.id === session.person ? each.unread : 0),
    0,
  );
  const title = place ? titleOf(place, session.person) : "";
  document.title = `${unread ? `(${unreadShown(unread)}) ` : ""}${title || "Local Slack"}`;
  return [
    button("Conversations and people", () => show(true), { seen: "menu", class: "quiet menu", "data-key": "menu" }),
    h(
      "h1",
      {},
      place &&
        place.kind !== "im" &&
        place.kind !== "mpim" &&
        h("span", { class: "sign", "aria-hidden": "true" }, place.kind === "private" ? "🔒 " : "# "),
      title,
      place && h("small", {}, about(place)),
    ),
    h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Tools" },
      h(
        "button",
        {
          type: "button",
          class: "clock",
          "aria-haspopup": "dialog",
          "aria-expanded": "false",
          "data-key": "clock",
          onclick: openClock,
        },
        timesShown(),
      ),
      tool("Break it", "bolt", (event) => openBreaking(event.currentTarget), {
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        class: state.faults.length ? "tool on" : "tool",
      }),
      tool("Lock screen and screen reader", "bell", () => showElsewhere(!settings.elsewhere), {
        "aria-pressed": String(settings.elsewhere),
      }),
      inspector(),
      tool("Colours", "contrast", (event) => openThemes(event.currentTarget), {
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
      }),
    ),
  ];
}

function about(place) {
  if (place.archived) return "archived";
  if (Array.isArray(place.members)) return "";
  return `${place.members} members${place.shared ? " · shared with another company" : ""}`;
}

function tool(name, seen, onclick, more) {
  return button(name, onclick, { seen, class: "tool", "data-key": name, ...more });
}

/** It says how often Slack's rules were broken, also while it is closed. */
function inspector() {
  const count = state.breaches.length;
  const said = count === 1 ? "Inspector: 1 breach of Slack's rules" : `Inspector: ${count} breaches of Slack's rules`;
  const made = tool(count ? said : "Inspector", "exchange", () => showInspector(!inspectorIsOpen()), {
    "aria-pressed": String(inspectorIsOpen()),
    "data-key": "Inspector",
  });
  if (count) made.append(h("span", { class: "count", "aria-hidden": "true" }, String(count)));
  return made;
}

function openThemes(anchor) {
  const close = popup(
    anchor,
    { label: "Colours", className: "menu-popup" },
    Object.entries(THEMES).map(([name, said]) =>
      h(
        "button",
        {
          type: "button",
          class: "row",
          "aria-pressed": String(settings.theme === name),
          onclick: () => {
            close();
            useTheme(name);
          },
        },
        said,
      ),
    ),
  );
}
