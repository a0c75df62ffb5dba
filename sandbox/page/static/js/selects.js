// Menus: fixed options, people, channels, and options that the app finds.
import { ask } from "./api.js";
import { choose } from "./choosing.js";
import { h } from "./dom.js";
import { heldValues, held } from "./held.js";
import { words } from "./mrkdwn.js";
import { nameOf, players, state } from "./store.js";
import { refuse } from "./toasts.js";

const FROM_PEOPLE = /users_select$/;
const FROM_CHANNELS = /(channels|conversations)_select$/;
const FROM_APP = /external_select$/;

/** The button that shows what is chosen and opens the list. */
export function select(block, element, surface, labelled) {
  const several = element.type.startsWith("multi_");
  const label = block.label ? words(block.label) : words(element.placeholder) || "Choose";
  const chosen = chosenLabels(block, element, surface);
  const shown = chosen.length
    ? several
      ? chosen.map((each) => h("span", { class: "token" }, each))
      : chosen[0]
    : words(element.placeholder) || "Choose";
  return h(
    "button",
    {
      type: "button",
      class: chosen.length ? "control select" : "control select unchosen",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": chosen.length ? `${label}: ${chosen.join(", ")}` : label,
      ...labelled,
      onclick: (event) =>
        choose(event.currentTarget, {
          label,
          several,
          most: element.max_selected_items ?? Infinity,
          options: optionsOf(element),
          chosen: heldValues(surface, block, element),
          search: FROM_APP.test(element.type) ? (typed) => found(block, element, surface, typed) : undefined,
          done: (value) => changed(block, element, surface, value) && surface.use(block, element, value),
        }),
    },
    h("span", { class: "shown" }, shown),
    h("span", { class: "arrow", "aria-hidden": "true" }, "▾"),
  );
}

/** The `⋯` button with its few choices. */
export function overflow(block, element, surface) {
  return h(
    "button",
    {
      type: "button",
      class: "control overflow",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": "More actions",
      "data-key": surface.key(block, element),
      onclick: (event) =>
        choose(event.currentTarget, {
          label: "More actions",
          options: optionsOf(element),
          done: (value) => surface.use(block, element, value),
        }),
    },
    h("span", { "aria-hidden": "true" }, "⋯"),
  );
}

function optionsOf(element) {
  if (FROM_PEOPLE.test(element.type)) return people();
  if (FROM_CHANNELS.test(element.type)) return channels();
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) => group.options.map((option) => asOption(option, group.label && words(group.label))));
}

function asOption(option, group) {
  return {
    value: option.value,
    label: words(option.text),
    description: option.description && words(option.description),
    group,
  };
}

/** A list that is closed as it was opened tells nobody; choosing the same one again does, as in Slack. */
function changed(block, element, surface, value) {
  return !Array.isArray(value) || value.join("\n") !== heldValues(surface, block, element).join("\n");
}

const people = () => players().map((each) => ({ value: each.id, label: each.name, description: `@${each.handle}` }));
const channels = () => Object.entries(state.scene.channels).map(([value, name]) => ({ value, label: `# ${name}` }));

async function found(block, element, surface, typed) {
  try {
    const told = await ask("suggest", { ...surface.at, action_id: element.action_id, block_id: block.block_id, typed });
    return told.options.map((option) => ({ ...asOption(option), value: option }));
  } catch (problem) {
    refuse(problem);
    return [];
  }
}

function chosenLabels(block, element, surface) {
  return [held(surface, block, element) ?? []]
    .flat()
    .map((one) => (typeof one === "object" ? words(one.text) : nameOf(one)));
}
