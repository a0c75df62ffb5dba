// Trouble on order: what a good app lives through.
import { ask } from "./api.js";
import { button, fill, h } from "./dom.js";
import { popup } from "./popup.js";
import { on, state } from "./store.js";
import { realNow } from "./times.js";
import { refuse } from "./toasts.js";

const DOWN_SECONDS = 30;

const TROUBLES = [
  {
    name: "Slack answers 429 to the next message",
    about: "chat.postMessage: come again in 10 seconds.",
    fault: { on: "chat.postMessage", trouble: "rate_limited", times: 1, seconds: 10 },
  },
  {
    name: `Slack is down for ${DOWN_SECONDS} seconds`,
    about: "Every call gets 503, nothing reaches the app.",
    fault: { on: "*", trouble: "down", times: null, lasts: DOWN_SECONDS },
  },
  {
    name: "Deliver the next press twice",
    about: "block_actions, as when an acknowledgement was lost.",
    fault: { on: "block_actions", trouble: "twice", times: 1 },
  },
  {
    name: "Deliver the next submission twice",
    about: "view_submission, the same.",
    fault: { on: "view_submission", trouble: "twice", times: 1 },
  },
  {
    name: "Deliver the next event twice",
    about: "Reactions, messages, changes of people.",
    fault: { on: "event", trouble: "twice", times: 1 },
  },
  {
    name: "Post the next message, then drop the line",
    about: "chat.postMessage is done; the app never hears so.",
    fault: { on: "chat.postMessage", trouble: "drop_after", times: 1 },
  },
];

/** What is in force, above the messages. */
export function mount(place) {
  const draw = () =>
    fill(
      place,
      !state.connected &&
        h("div", { class: "bar bad" }, "The local Slack does not answer. This page comes back by itself when it does."),
      inForce().map((fault) =>
        h(
          "div",
          { class: "bar" },
          h("span", {}, `⚡ ${said(fault)}`),
          button("End it", () => run("lift", { id: fault.id }), { class: "control small" }),
        ),
      ),
    );
  on(["faults", "connected"], draw);
  setInterval(() => state.faults.some((fault) => fault.ends) && draw(), 1000);
}

const SHORT = { down: "Slack is down" };

const inForce = () => state.faults.filter((fault) => !fault.ends || fault.ends > realNow());

function said(fault) {
  const known = TROUBLES.find((each) => each.fault.on === fault.on && each.fault.trouble === fault.trouble);
  if (fault.ends)
    return `${SHORT[fault.trouble] ?? fault.trouble}: ${Math.max(0, Math.ceil(fault.ends - realNow()))} s left`;
  return known?.name ?? `${fault.trouble} on ${fault.on}`;
}

/** The choice of troubles. */
export function openBreaking(anchor) {
  const close = popup(
    anchor,
    { label: "Break it", className: "menu-popup" },
    h("p", { class: "title" }, "Break it"),
    TROUBLES.map((trouble) =>
      h(
        "button",
        {
          type: "button",
          class: "row",
          onclick: () => {
            close();
            run("fault", trouble.fault);
          },
        },
        h("span", {}, trouble.name),
        h("small", {}, trouble.about),
      ),
    ),
    h("p", { class: "note" }, "To send one thing again, press “Deliver again” beside it in the inspector."),
  );
}

async function run(operation, asked) {
  try {
    await ask(operation, { ...asked, ...(operation === "fault" ? { team: undefined, person: undefined } : {}) });
  } catch (problem) {
    refuse(problem);
  }
}
