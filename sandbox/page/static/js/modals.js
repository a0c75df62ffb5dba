// The modals that a person has open. Slack shows the top one of the stack; so does this.
import { ask } from "./api.js";
import { blocks } from "./blocks.js";
import { button, fill, h, keepingFocus } from "./dom.js";
import { entry, isTyped } from "./held.js";
import { textObject, words } from "./mrkdwn.js";
import { session } from "./session.js";
import { on, person, state } from "./store.js";
import { outcome, refuse } from "./toasts.js";

const dialog = document.getElementById("modal");
let drawn = { version: "", fields: [] };
let closing = "";
let queue = Promise.resolve(); // what is done in a modal is done in order
const mine = new Map(); // by view: what the person left in its fields, also what Slack does not know yet

/** Shows the top modal whenever the stack changes. */
export function mount() {
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  on(["modals", "session"], () => draw(false));
}

const top = () => state.modals.at(-1);

function draw(anyway) {
  const view = top();
  const version = view ? JSON.stringify([session.person, view.id, view.hash, view.errors, state.modals.length]) : "";
  if (version === drawn.version && !anyway) return;
  const fields =
    view?.blocks.filter((block) => block.type === "input").map((block) => `${view.id}/${block.block_id}`) ?? [];
  const another = !fields.length || !fields.some((field) => drawn.fields.includes(field));
  drawn = { version, fields };
  if (!view) {
    dialog.close();
    fill(dialog);
    bringCaret();
    mine.clear();
    return;
  }
  const scrolled = another ? 0 : dialog.querySelector(".modal-body").scrollTop;
  keepingFocus(dialog, () => fill(dialog, head(view), body(view), foot(view)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".modal-body").scrollTop = scrolled;
  if (!anyway) focusWhereWanted(view, another);
}

/** A dialog gives the focus back, but in Chromium not always the caret: without it nothing can be typed. */
function bringCaret() {
  const field = document.activeElement;
  if (field?.matches("textarea")) field.setSelectionRange(field.selectionStart, field.selectionEnd);
}

function focusWhereWanted(view, another) {
  const wrong = dialog.querySelector(".wrong");
  if (wrong) {
    wrong.scrollIntoView({ block: "nearest" });
    wrong.querySelector("input, textarea, [role=combobox]")?.focus();
  } else if (another) {
    const wanted = view.blocks
      .flatMap((block) => [block.element, ...(block.elements ?? [])])
      .find((each) => each?.focus_on_load);
    const keyed =
      wanted &&
      [...dialog.querySelectorAll("[data-key]")].find((each) => each.dataset.key.endsWith(`/${wanted.action_id}`));
    (
      keyed ??
      dialog.querySelector("#modal-form :is(input, textarea, [role=combobox])") ??
      dialog.querySelector(".modal-body")
    ).focus();
  }
}

function head(view) {
  const deep = state.modals.length > 1;
  return h(
    "header",
    { class: "modal-head" },
    deep && button("Back", close, { seen: "back", class: "quiet" }),
    h("h2", { id: "modal-title" }, textObject(view.title, person(session.person))),
    button(deep ? "Close all" : "Close", () => act("close", { view: view.id, everything: true }), {
      seen: "close",
      class: "quiet",
    }),
  );
}

function body(view) {
  const form = h(
    "form",
    {
      id: "modal-form",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit(view);
      },
    },
    blocks(view.blocks, surfaceOf(view)),
  );
  return h("div", { class: "modal-body", tabindex: "0", role: "group", "aria-label": words(view.title) }, form);
}

/** What the fields of a modal stand on. What was typed stays where block id, action id and kind stay, as in Slack. */
function surfaceOf(view) {
  const keep = (block, element, value) => {
    const values = mine.get(view.id) ?? mine.set(view.id, {}).get(view.id);
    (values[block.block_id] ??= {})[element.action_id] = entry(element, value);
  };
  const surface = {
    who: person(session.person),
    at: { view: view.id },
    values: valuesOf(view),
    errors: view.errors,
    key: (block, element) => `${view.id}/${block.block_id}/${element.action_id}`,
    typing: keep,
    use: (block, element, value) => {
      const chosen = /_select$/.test(element.type);
      if (chosen || block.type === "input") keep(block, element, value);
      if (chosen) draw(true);
      return act("use", { view: view.id, block_id: block.block_id, action_id: element.action_id, value });
    },
  };
  return surface;
}

function valuesOf(view) {
  const values = structuredClone(view.state.values);
  for (const [block, held] of Object.entries(mine.get(view.id) ?? {})) {
    for (const [action, entered] of Object.entries(held)) {
      if (values[block]?.[action]?.type === entered.type) values[block][action] = entered;
    }
  }
  return values;
}

function foot(view) {
  const who = person(session.person);
  return h(
    "footer",
    { class: "modal-foot" },
    h(
      "button",
      { type: "button", class: "control", onclick: close, "data-key": `${view.id}/close` },
      textObject(view.close ?? { type: "plain_text", text: "Cancel" }, who),
    ),
    view.submit &&
      h(
        "button",
        { type: "submit", form: "modal-form", class: "control primary", "data-key": `${view.id}/submit` },
        textObject(view.submit, who),
      ),
  );
}

/** Closes the top modal, once: Esc is pressed twice more quickly than Slack answers. */
function close() {
  const view = top();
  if (!view || closing === view.id) return;
  closing = view.id;
  act("close", { view: view.id }).then(() => (closing = ""));
}

async function submit(view) {
  const send = dialog.querySelector("[type=submit]");
  if (!view.submit || send.getAttribute("aria-busy") === "true") return;
  send.setAttribute("aria-busy", "true");
  await act("submit", { view: view.id, values: typedIn(view) });
  send.setAttribute("aria-busy", "false");
}

/** What stands in the fields to type into, the one that still has the focus included. */
function typedIn(view) {
  const values = valuesOf(view);
  const fields = view.blocks.filter((block) => block.type === "input" && isTyped(block.element));
  return Object.fromEntries(
    fields.map((block) => [block.block_id, values[block.block_id]?.[block.element.action_id]?.value ?? null]),
  );
}

function act(operation, asked) {
  queue = queue.then(async () => {
    try {
      outcome(await ask(operation, asked));
    } catch (problem) {
      refuse(problem);
    }
  });
  return queue;
}
