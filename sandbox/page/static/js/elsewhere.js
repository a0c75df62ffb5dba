// How a message reads where its blocks are not shown: on a lock screen, and aloud. Both take its `text`.
import { h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { nameOf, state } from "./store.js";

const ON_LOCK_SCREEN = 80; // characters

/** The two readings of a message. */
export function elsewhere(shown, who) {
  const text = spokenText(shown, who);
  return h(
    "div",
    { class: "elsewhere" },
    h("div", { class: "lock-screen" }, h("p", { class: "reading" }, "On a lock screen"), notification(shown, text)),
    h(
      "div",
      { class: "aloud" },
      h("p", { class: "reading" }, "As a screen reader says it"),
      h(
        "p",
        { tabindex: "0" },
        text || (shown.blocks?.length ? "Nothing: the message has blocks and no text." : "Nothing."),
      ),
    ),
  );
}

function notification(shown, text) {
  if (shown.ephemeral)
    return h("p", { class: "none" }, "No notification: only one person sees this message, and only in Slack.");
  const letters = [...text.replace(/\s+/g, " ").trim()];
  const cut = letters.length > ON_LOCK_SCREEN;
  const workspace = state.scene.workspaces.find((each) => each.id === state.scene.team)?.name ?? "";
  return h(
    "div",
    { class: "notification" },
    h("div", { class: "from" }, h("span", {}, workspace), h("span", {}, "now")),
    h("strong", {}, nameOf(shown.user)),
    h("p", {}, letters.slice(0, ON_LOCK_SCREEN).join(""), cut && "…"),
  );
}

function spokenText(shown, who) {
  const drawn = h("span", {}, mrkdwn(shown.text ?? "", who));
  for (const emoji of drawn.querySelectorAll("[role=img]"))
    emoji.replaceWith(`${emoji.getAttribute("aria-label")} emoji`);
  return drawn.textContent;
}
