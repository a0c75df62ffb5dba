// Where one writes: messages, and commands with their completion and hint.
import { ask } from "./api.js";
import { button, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { session } from "./session.js";
import { on, person, state, titleOf } from "./store.js";
import { jumpToEnd } from "./timeline.js";
import { outcome, refuse, toast } from "./toasts.js";

const field = h("textarea", {
  rows: "1",
  id: "write",
  "aria-controls": "commands",
  "aria-autocomplete": "list",
  autocomplete: "off",
  oninput: () => typed(),
  onkeydown: pressed,
});
const list = h("div", { id: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
const hint = h("p", { id: "command-hint", class: "command-hint" });
const drafts = new Map(); // by person and conversation
const history = []; // what was sent, the newest last
let back = 0; // how far one went back in it
let found = [];
let active = 0;
let where = "";

/** Puts the field where it belongs. */
export function mount(place) {
  const send = h("button", { type: "submit", class: "control primary send", "aria-label": "Send" }, icon("send"));
  field.setAttribute("aria-describedby", "command-hint");
  fill(
    place,
    list,
    h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          sendIt();
        },
      },
      button("Commands", () => write("/"), { seen: "slash", class: "quiet slash" }),
      field,
      send,
    ),
    hint,
  );
  on(["scene", "session"], arrive);
  document.addEventListener("keydown", (event) => {
    const elsewhere = event.target.closest("input, textarea, select, dialog, [popover], [role=dialog]");
    if (event.key === "/" && !elsewhere && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      write("/");
    }
  });
}

function arrive() {
  const now = `${session.person}/${session.channel}`;
  const place = state.scene.places?.find((each) => each.id === session.channel);
  const title = place ? titleOf(place, session.person) : "";
  field.readOnly = !place || place.archived;
  field.placeholder = place?.archived
    ? "This channel is archived"
    : `Message ${place?.kind === "im" ? "" : "#"}${title}`;
  field.setAttribute("aria-label", `Write to ${title} as ${person(session.person)?.name ?? ""}`);
  if (now === where) return;
  drafts.set(where, field.value);
  where = now;
  field.value = drafts.get(now) ?? "";
  back = 0;
  typed();
}

function write(text) {
  field.value = text;
  field.focus();
  typed();
}

function commands() {
  return (state.scene.apps ?? []).flatMap((app) => app.commands.map((command) => ({ ...command, app: app.name })));
}

function typed() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, innerHeight / 3)}px`;
  const [name, ...rest] = field.value.split(" ");
  const exact = commands().find((command) => command.name === name);
  const choosing = name.startsWith("/") && rest.length === 0 && !field.value.includes("\n");
  found = choosing ? commands().filter((command) => command.name.startsWith(name)) : [];
  active = Math.min(active, Math.max(0, found.length - 1));
  fill(hint, exact && rest.length ? `${exact.name} ${exact.hint}` : "");
  draw();
}

function draw() {
  list.hidden = found.length === 0;
  if (found.length) field.setAttribute("aria-activedescendant", `command-${active}`);
  else field.removeAttribute("aria-activedescendant");
  fill(
    list,
    found.map((command, index) =>
      h(
        "div",
        {
          id: `command-${index}`,
          role: "option",
          class: index === active ? "option active" : "option",
          "aria-selected": String(index === active),
          onpointerdown: (event) => {
            event.preventDefault();
            complete(command);
          },
        },
        h("span", {}, h("strong", {}, command.name), " ", h("span", { class: "hint" }, command.hint)),
        h("small", {}, `${command.description} · ${command.app}`),
      ),
    ),
  );
}

const complete = (command) => write(`${command.name} `);

function pressed(event) {
  const listed = found.length > 0;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (listed && found[active].name !== field.value) complete(found[active]);
    else sendIt();
  } else if (event.key === "Tab" && !event.shiftKey && listed) {
    event.preventDefault();
    complete(found[active]);
  } else if (event.key === "Escape" && listed) {
    event.preventDefault();
    found = [];
    draw();
  } else if (["ArrowUp", "ArrowDown"].includes(event.key) && listed) {
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    draw();
  } else if (event.key === "ArrowUp" && back < history.length && (field.value === "" || back > 0)) {
    event.preventDefault();
    back += 1;
    write(history.at(-back));
  }
}

async function sendIt() {
  const written = field.value.trimEnd(); // a space before a slash makes it a message
  const text = written.trimStart();
  if (!text || field.readOnly) return;
  const from = { ...session };
  history.push(written);
  back = 0;
  write("");
  jumpToEnd();
  try {
    if (written.startsWith("/")) await command(text);
    else await ask("say", { channel: session.channel, text: asSlackSends(text) });
  } catch (problem) {
    refuse(problem);
    if (session.person === from.person && session.channel === from.channel) write(written);
  }
}

async function command(text) {
  const [name] = text.split(/\s/, 1);
  if (!commands().some((each) => each.name === name)) {
    toast(`${name} is not a command here. To send it as a message, begin with a space.`, "bad");
    write(text);
    return;
  }
  outcome(await ask("command", { channel: session.channel, command: name, text: text.slice(name.length).trim() }));
}

/** What Slack's own client makes of what was typed: entities escaped, mentions and addresses in angle brackets. */
function asSlackSends(text) {
  const people = new Map((state.scene.people ?? []).map((each) => [each.handle, each.id]));
  const channels = new Map(Object.entries(state.scene.channels ?? {}).map(([id, name]) => [name, id]));
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(?<!\w)([@#])([\w.-]*\w)/g, (whole, sign, name) => {
      const id = (sign === "@" ? people : channels).get(name);
      return id ? `<${sign}${id}>` : whole;
    })
    .replace(/(?<!\S)(https?:\/\/\S+)/g, "<$1>");
}
