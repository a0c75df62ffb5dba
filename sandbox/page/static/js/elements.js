// The interactive elements of blocks. A `surface` is where they stand: a message or a modal, as one person sees it.
import { sure } from "./confirm.js";
import { h } from "./dom.js";
import { checkboxes, radios, typed } from "./inputs.js";
import { safe } from "./links.js";
import { textObject } from "./mrkdwn.js";
import { overflow, select } from "./selects.js";
import { unknown } from "./unknown.js";

const DRAW = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radios,
  image,
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  datepicker: typed,
  timepicker: typed,
};
for (const from of ["static", "external", "users", "conversations", "channels"]) {
  DRAW[`${from}_select`] = select;
  DRAW[`multi_${from}_select`] = select;
}

/** The types that stand on the page as they do in Slack. */
export const KNOWN_ELEMENTS = new Set(Object.keys(DRAW));

/** An element of a block. `labelled` are attributes that tie it to its label, its hint and its error. */
export function element(block, shown, surface, labelled = {}) {
  const draw = DRAW[shown.type];
  if (!draw) return unknown(shown);
  return draw(block, shown, surface, { "data-key": surface.key(block, shown), ...labelled });
}

function button(block, shown, surface, labelled) {
  const look = ["primary", "danger"].includes(shown.style) ? shown.style : "";
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-busy") === "true") return;
    if (shown.confirm && !(await sure(shown.confirm, surface.who))) return;
    const address = safe(shown.url);
    if (address) open(address, "_blank", "noopener,noreferrer");
    pressed.setAttribute("aria-busy", "true");
    await surface.use(block, shown, shown.value ?? null);
    pressed.setAttribute("aria-busy", "false");
  };
  return h(
    "button",
    {
      type: "button",
      class: `control ${look}`,
      "aria-label": shown.accessibility_label ?? null,
      ...labelled,
      onclick: press,
    },
    textObject(shown.text, surface.who),
  );
}

/** An image's place: its words. The image itself would be a request to somebody else's host. */
export function image(block, shown) {
  return h(
    "span",
    { class: "image" },
    h("span", { "aria-hidden": "true" }, "🖼 "),
    shown.alt_text || "An image without words",
  );
}
