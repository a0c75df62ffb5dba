// Moments in words: in a person's zone, by the clock of their locale. All moments are Unix seconds.
import { state } from "./store.js";

/** What the story's time was at a real moment. */
export function story(moment) {
  let ahead = 0;
  for (const [since, seconds] of state.moves) if (since <= moment) ahead = seconds;
  return moment + ahead;
}

/** Real time, and the story's. */
export const realNow = () => Date.now() / 1000;
export const storyNow = () => story(realNow());

/** Whether the story has left real time. */
export const isAhead = () => state.moves.length > 0;

const formats = new Map();

/** A moment in a zone, by `Intl`'s options; the page's words are English, the hours follow the locale. */
export function format(moment, who, options) {
  const zone = who?.zone ?? "UTC";
  const key = JSON.stringify([zone, who?.locale, options]);
  if (!formats.has(key)) formats.set(key, formatter(zone, who?.locale, options));
  return formats.get(key).format(moment * 1000);
}

function formatter(timeZone, locale, options) {
  const hours = new Intl.DateTimeFormat(locale ?? "en-US", { hour: "numeric" }).resolvedOptions().hourCycle ?? "h23";
  const language = hours.startsWith("h1") ? "en-US" : "en-GB";
  return new Intl.DateTimeFormat(language, { timeZone, ...options });
}

export const clock = (moment, who) => format(moment, who, { hour: "numeric", minute: "2-digit" });
export const day = (moment, who) => format(moment, who, { weekday: "long", day: "numeric", month: "long" });
export const shortDay = (moment, who) => format(moment, who, { weekday: "short", day: "numeric", month: "short" });
export const isoDay = (moment, who) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: who?.zone ?? "UTC" }).format(moment * 1000);
export const withSeconds = (moment) =>
  format(moment, { locale: "en-GB" }, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The city of a zone's name. */
export function city(zone) {
  return zone ? zone.split("/").at(-1).replaceAll("_", " ") : "UTC";
}

const FORMS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { month: "long", day: "numeric", year: "numeric" },
  date_short: { month: "short", day: "numeric", year: "numeric" },
  date_long: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
  day_divider: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** What `<!date^…>` reads for a person; `{date_short_pretty}` and its like say today where it is. */
export function dateToken(moment, form, who) {
  return form.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name, pretty) => {
    if (name === "ago") return ago(moment);
    if (!FORMS[name]) return whole;
    return (pretty && nearby(moment, who)) || format(moment, who, FORMS[name]);
  });
}

function nearby(moment, who) {
  const near = { "-1": "yesterday", 0: "today", 1: "tomorrow" };
  for (const [days, word] of Object.entries(near)) {
    if (isoDay(storyNow() + days * 86400, who) === isoDay(moment, who)) return word;
  }
  return null;
}

function ago(moment) {
  const minutes = Math.round((moment - storyNow()) / 60);
  const [value, unit] =
    Math.abs(minutes) < 60
      ? [minutes, "minute"]
      : Math.abs(minutes) < 1440
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(value, unit);
}
