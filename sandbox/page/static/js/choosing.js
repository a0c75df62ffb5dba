// Choosing from a list: found by typing, by arrow keys, by pressing. One, or several with check marks.
import { h, fill, freshId } from "./dom.js";
import { popup } from "./popup.js";

const FEW = 6; // more options than this can be searched

/** Opens the list at `anchor`. `options` have value, label, perhaps description and group; `search` finds others by
 * what is typed. `done` hears the one value at once; with `several` all chosen values, when the list closes. */
export function choose(anchor, { label, options, chosen = [], several = false, most = Infinity, search, done }) {
  const list = new List(label, options, new Set(chosen), search, several);
  const close = popup(
    anchor,
    { label, className: "choosing", closed: () => several && done([...list.picked]) },
    list.parts,
  );
  list.chose = (option) => {
    if (!several) {
      close();
      done(option.value);
    } else if (!list.picked.delete(option.value) && list.picked.size < most) {
      list.picked.add(option.value);
    }
  };
  list.narrow();
}

class List {
  constructor(label, options, picked, search, several) {
    Object.assign(this, { options, picked, search, shown: [], active: 0, id: freshId("list") });
    const searched = options.length > FEW || search;
    this.box = h("div", {
      id: this.id,
      role: "listbox",
      class: "options",
      "aria-label": label,
      "aria-multiselectable": several || null,
      tabindex: searched ? "-1" : "0",
      autofocus: !searched,
    });
    this.filter =
      searched &&
      h("input", {
        type: "text",
        class: "filter",
        role: "combobox",
        "aria-label": `Search: ${label}`,
        "aria-controls": this.id,
        "aria-expanded": "true",
        "aria-autocomplete": "list",
        placeholder: "Search",
        autocomplete: "off",
        autofocus: true,
        oninput: () => this.narrow(),
      });
    this.keyboard = this.filter || this.box;
    this.keyboard.addEventListener("keydown", (event) => this.press(event));
    this.parts = [this.filter, this.box];
  }

  /** Shows what fits what was typed. */
  async narrow() {
    const typed = this.filter ? this.filter.value.trim().toLowerCase() : "";
    const says = (option) => `${option.label} ${option.description ?? ""}`.toLowerCase();
    this.shown = this.search ? await this.search(typed) : this.options.filter((option) => says(option).includes(typed));
    const first = typed ? 0 : this.shown.findIndex((option) => this.picked.has(option.value));
    this.move(Math.max(0, first));
  }

  move(index) {
    this.active = Math.max(0, Math.min(index, this.shown.length - 1));
    this.draw();
  }

  pick(option) {
    if (!option) return;
    this.chose(option);
    if (this.box.isConnected) this.draw();
  }

  press(event) {
    const keys = {
      ArrowDown: () => this.move(this.active + 1),
      ArrowUp: () => this.move(this.active - 1),
      Enter: () => this.pick(this.shown[this.active]),
    };
    if (!this.filter)
      Object.assign(keys, { " ": keys.Enter, Home: () => this.move(0), End: () => this.move(this.shown.length - 1) });
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  draw() {
    const rows = this.shown.map((option, index) => [
      option.group &&
        option.group !== this.shown[index - 1]?.group &&
        h("div", { class: "group", role: "presentation" }, option.group),
      this.row(option, index),
    ]);
    fill(
      this.box,
      rows,
      this.shown.length === 0 &&
        h(
          "div",
          { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          "Nothing fits",
        ),
    );
    this.box.querySelector(".active")?.scrollIntoView({ block: "nearest" });
    if (this.shown.length) this.keyboard.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
    else this.keyboard.removeAttribute("aria-activedescendant");
  }

  row(option, index) {
    const picked = this.picked.has(option.value);
    return h(
      "div",
      {
        id: `${this.id}-${index}`,
        role: "option",
        class: index === this.active ? "option active" : "option",
        "aria-selected": String(picked),
        onclick: () => this.pick(option),
      },
      h("span", { class: "tick", "aria-hidden": "true" }, picked ? "✓" : ""),
      h("span", {}, option.label, option.description && h("small", {}, option.description)),
    );
  }
}
