// Blocks, drawn as Slack draws them: https://docs.slack.dev/reference/block-kit/blocks
import { h, freshId } from "./dom.js";
import { element, image, KNOWN_ELEMENTS } from "./elements.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { unknown } from "./unknown.js";

const DRAW = {
  header: (block, surface) => h("h2", { class: "block-header" }, textObject(block.text, surface.who)),
  section,
  divider: () => h("hr"),
  context: (block, surface) =>
    h(
      "div",
      { class: "block-context" },
      block.elements.map((each) =>
        each.type === "image" ? image(block, each) : h("span", {}, textObject(each, surface.who)),
      ),
    ),
  actions: (block, surface) =>
    h(
      "div",
      { class: "block-actions" },
      block.elements.map((each) => element(block, each, surface)),
    ),
  input,
  rich_text: (block, surface) => h("div", { class: "block-rich" }, richText(block, surface.who)),
  image: (block, surface) =>
    h(
      "figure",
      { class: "block-image" },
      block.title && h("figcaption", {}, textObject(block.title, surface.who)),
      image(block, block),
    ),
};

/** Blocks on a surface, one after the other. */
export function blocks(shown, surface) {
  return shown.map((block) =>
    h("div", { class: "block", data: { block: block.type } }, (DRAW[block.type] ?? unknown)(block, surface)),
  );
}

function section(block, surface) {
  const fields = block.fields?.map((field) => h("div", {}, textObject(field, surface.who)));
  return h(
    "div",
    { class: "block-section" },
    h(
      "div",
      { class: "text" },
      block.text && textObject(block.text, surface.who),
      fields && h("div", { class: "fields" }, fields),
    ),
    block.accessory && h("div", { class: "accessory" }, element(block, block.accessory, surface)),
  );
}

function input(block, surface) {
  const id = freshId("field");
  const error = surface.errors?.[block.block_id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const single = /input$|picker$/.test(block.element.type) && KNOWN_ELEMENTS.has(block.element.type);
  const ticks = block.element.type === "checkboxes";
  const drawn = element(block, block.element, surface, {
    ...(single ? { id } : { "aria-labelledby": `${id}-label`, "aria-label": null }),
    "aria-describedby": described || null,
    "aria-invalid": error && !ticks ? "true" : null,
    "aria-required": single && !block.optional ? "true" : null,
  });
  return h(
    "div",
    { class: error ? "block-input wrong" : "block-input", data: { field: block.block_id } },
    h(
      single ? "label" : "div",
      { class: "label", id: `${id}-label`, for: single ? id : null },
      textObject(block.label, surface.who),
      block.optional && h("span", { class: "optional" }, " (optional)"),
    ),
    drawn,
    error && h("p", { class: "error", id: `${id}-error` }, error),
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint, surface.who)),
  );
}
