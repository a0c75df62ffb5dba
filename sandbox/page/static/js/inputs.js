// Fields to type into and boxes to tick.
import { h, freshId } from "./dom.js";
import { held, heldValues } from "./held.js";
import { textObject, words } from "./mrkdwn.js";

const NATIVE = { email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };

/** A line or a paragraph of text, an address, a day, a time of day: the browser's own field. */
export function typed(block, element, surface, labelled) {
  const multiline = element.type === "plain_text_input" && element.multiline;
  const field = h(multiline ? "textarea" : "input", {
    class: "control field",
    type: multiline ? null : (NATIVE[element.type] ?? "text"),
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    rows: multiline ? 4 : null,
    autocomplete: "off",
    placeholder: element.placeholder ? words(element.placeholder) : null,
    "aria-label": block.label ? null : words(element.placeholder) || "Value",
    ...labelled,
    oninput: () => surface.typing?.(block, element, field.value || null),
    onchange: () => surface.use(block, element, field.value || null),
    onkeydown: (event) => {
      if (event.key === "Enter" && !multiline && block.dispatch_action) field.blur();
    },
  });
  field.value = held(surface, block, element) ?? "";
  return field;
}

/** Boxes of which several can be ticked. */
export function checkboxes(block, element, surface, labelled) {
  const ticked = new Set(heldValues(surface, block, element));
  const boxes = ticks(
    "checkbox",
    block,
    element,
    surface,
    ticked,
    () => {
      const now = [...boxes.querySelectorAll("input:checked")].map((box) => box.value);
      surface.use(block, element, now);
    },
    labelled,
  );
  return boxes;
}

/** Circles of which one can be ticked. */
export function radios(block, element, surface, labelled) {
  const ticked = new Set(heldValues(surface, block, element));
  return ticks("radio", block, element, surface, ticked, (box) => surface.use(block, element, box.value), labelled);
}

function ticks(type, block, element, surface, ticked, changed, labelled) {
  const name = freshId("ticks");
  const { "data-key": key, ...labels } = labelled;
  const rows = element.options.map((option, index) => {
    const id = `${name}-${index}`;
    const box = h("input", {
      type,
      name,
      id,
      value: option.value,
      "data-key": `${key}/${option.value}`,
      onchange: () => changed(box),
    });
    box.checked = ticked.has(option.value);
    return h(
      "div",
      { class: "tick-row" },
      box,
      h(
        "label",
        { for: id },
        textObject(option.text, surface.who),
        option.description && h("small", {}, textObject(option.description, surface.who)),
      ),
    );
  });
  return h(
    "div",
    {
      class: "ticks",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-label": block.label ? null : "Choices",
      ...labels,
    },
    rows,
  );
}
