// Two times: the story's, which can be moved on, and the real one, which cannot.
import { ask } from "./api.js";
import { button, h, freshId } from "./dom.js";
import { popup } from "./popup.js";
import { session } from "./session.js";
import { person, players, state, tell } from "./store.js";
import { city, clock, isAhead, isoDay, realNow, shortDay, storyNow } from "./times.js";
import { refuse } from "./toasts.js";

const HOUR = 3600;

/** Both times, as the button in the top bar shows them. */
export function timesShown() {
  const me = person(session.person);
  const ahead = isAhead();
  return [
    h(
      "span",
      { class: "story" },
      h("span", { class: "sr" }, "Workspace time: "),
      h("strong", {}, clock(storyNow(), me)),
      ` ${shortDay(storyNow(), me)}`,
    ),
    h("small", {}, ahead ? `really ${clock(realNow(), me)} ${shortDay(realNow(), me)}` : `in ${city(me?.zone)}`),
  ];
}

/** Tells every part that shows the time when it changes. */
export function mount() {
  let shown = "";
  setInterval(() => {
    const now = clock(storyNow(), null) + shortDay(storyNow(), null);
    if (now !== shown) tell("minute");
    shown = now;
  }, 1000);
}

/** The ways to move it. */
export function openClock(event) {
  const me = person(session.person);
  const zone = me?.zone ?? state.scene.zone ?? "UTC";
  const move = async (asked) => {
    try {
      await ask("move_clock", asked);
      close();
    } catch (problem) {
      refuse(problem);
    }
  };
  const close = popup(
    event.currentTarget,
    { label: "The workspace's time", className: "clock-popup" },
    h(
      "p",
      {},
      h("strong", {}, "Workspace time"),
      ` ${clock(storyNow(), me)}, ${shortDay(storyNow(), me)}`,
      h("br"),
      h("strong", {}, "Real time"),
      ` ${clock(realNow(), me)}, ${shortDay(realNow(), me)}`,
    ),
    h("p", { class: "note" }, "Only what the app plans by moves, and only forward. Slack's own timestamps stay real."),
    h(
      "div",
      { class: "quick" },
      button("+15 minutes", () => move({ by: HOUR / 4 }), { class: "control" }),
      button("+1 hour", () => move({ by: HOUR }), { class: "control" }),
      zones().map(({ name, where }) =>
        button(`Tomorrow 8:30 in ${where}`, () => move({ day: 1, at: "08:30", zone: name }), { class: "control" }),
      ),
    ),
    anyMoment(zone, me, move),
  );
}

/** The zones of the people here, one's own first, a few. */
function zones() {
  const me = person(session.person);
  const names = new Set([me?.zone, state.scene.zone, ...players().map((each) => each.zone)].filter(Boolean));
  return [...names].slice(0, 4).map((name) => ({ name, where: city(name) }));
}

function anyMoment(zone, me, move) {
  const [dayId, timeId] = [freshId("day"), freshId("time")];
  const day = h("input", {
    type: "date",
    class: "control field",
    id: dayId,
    min: isoDay(storyNow(), me),
    required: true,
  });
  const time = h("input", { type: "time", class: "control field", id: timeId, required: true });
  day.value = isoDay(storyNow() + 24 * HOUR, me);
  time.value = "08:30";
  return h(
    "form",
    {
      class: "any-moment",
      onsubmit: (event) => {
        event.preventDefault();
        move({ day: day.value, at: time.value, zone });
      },
    },
    h("label", { for: dayId }, "Day"),
    day,
    h("label", { for: timeId }, `Time in ${city(zone)}`),
    time,
    h("button", { type: "submit", class: "control primary" }, "Go there"),
  );
}
