// Reactions under a message, and the picker to add one.
import { ask } from "./api.js";
import { button, fill, h } from "./dom.js";
import { emojiOf, hand, inTone, search, SKIN_TONES, spoken } from "./emoji.js";
import { popup } from "./popup.js";
import { takesTab, walks } from "./roving.js";
import { remember, remembered, session } from "./session.js";
import { nameOf } from "./store.js";
import { refuse } from "./toasts.js";

const ROW = 8; // emoji in a row, for the arrow keys

/** What people reacted with; pressing one adds one's own or takes it back. */
export function chips(shown) {
  if (!shown.reactions?.length) return null;
  return h(
    "div",
    { class: "chips", role: "group", "aria-label": "Reactions" },
    shown.reactions.map((reaction) => {
      const mine = reaction.users.includes(session.person);
      const names = reaction.users.map(nameOf).join(", ");
      return h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(mine),
          title: `${names} reacted with :${reaction.name}:`,
          "aria-label": `${spoken(reaction.name)}, ${reaction.count}: ${names}`,
          "data-key": `${shown.ts}/chip/${reaction.name}`,
          onclick: () => react(shown, reaction.name, !mine),
        },
        h("span", {}, emojiOf(reaction.name) ?? `:${reaction.name}:`),
        h("span", { class: "count" }, String(reaction.count)),
      );
    }),
    button("Add another reaction", (event) => reactWith(event.currentTarget, shown), {
      seen: "smile",
      class: "chip add",
    }),
  );
}

/** Opens the picker at a button. */
export function reactWith(anchor, shown) {
  let tone = remembered("tone", "");
  const grid = h("div", { class: "emoji-grid", role: "group", "aria-label": "Emoji" });
  const field = h("input", {
    type: "text",
    class: "filter",
    placeholder: "Search emoji",
    "aria-label": "Search emoji",
    autocomplete: "off",
    autofocus: true,
    oninput: () => draw(),
    onkeydown: (event) => {
      if (event.key === "Enter") pick(search(field.value)[0]);
      else if (event.key === "ArrowDown") grid.querySelector("button")?.focus();
      else return;
      event.preventDefault();
    },
  });
  const pick = (one) => {
    if (!one) return;
    close();
    react(shown, inTone(one, tone), true);
  };
  const draw = () => {
    fill(
      grid,
      search(field.value).map((one) => {
        const name = inTone(one, tone);
        return h(
          "button",
          { type: "button", "aria-label": spoken(name), title: `:${name}:`, onclick: () => pick(one) },
          emojiOf(name),
        );
      }),
    );
    takesTab(grid, grid.firstElementChild);
  };
  walks(grid, { row: ROW, before: () => field.focus() });
  const tones = h(
    "div",
    { class: "tones", role: "radiogroup", "aria-label": "Skin tone" },
    SKIN_TONES.map((each) =>
      h(
        "button",
        {
          type: "button",
          role: "radio",
          "aria-checked": String(each === tone),
          "aria-label": each ? each.replaceAll("-", " ") : "No skin tone",
          onclick: (event) => {
            tone = each;
            remember("tone", each);
            for (const other of tones.children)
              other.setAttribute("aria-checked", String(other === event.currentTarget));
            takesTab(tones, event.currentTarget);
            draw();
          },
        },
        hand(each),
      ),
    ),
  );
  takesTab(tones, tones.querySelector("[aria-checked=true]"));
  walks(tones, { around: true, arrived: (one) => one.click() });
  draw();
  const close = popup(anchor, { label: "Add a reaction", className: "picker" }, field, grid, tones);
}

async function react(shown, name, adding) {
  try {
    await ask("react", { channel: shown.channel, ts: shown.ts, name, adding });
  } catch (problem) {
    refuse(problem);
  }
}
