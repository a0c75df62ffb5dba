// Emoji by the names that Slack gives them. A name that is not here is shown as `:name:`, marked.
import { TABLE } from "./emoji-table.js";

const ALIASES = {
  thumbsup: "+1",
  thumbsdown: "-1",
  thumbs_up: "+1",
  thumbs_down: "-1",
  hankey: "poop",
  simple_smile: "slightly_smiling_face",
};
const TONES = {
  "skin-tone-2": "🏻",
  "skin-tone-3": "🏼",
  "skin-tone-4": "🏽",
  "skin-tone-5": "🏾",
  "skin-tone-6": "🏿",
};

/** All of them: name, what is seen, words to find it by, and whether it comes in skin tones. */
export const ALL = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [seen, name, ...words] = line.trim().split(" ");
    return {
      seen,
      name,
      toned: words[0] === "*",
      words: [name.replaceAll("_", " "), ...words.filter((word) => word !== "*")].join(" "),
    };
  });
const byName = new Map(ALL.map((one) => [one.name, one]));

/** The skin tones on offer, "" first: none. */
export const SKIN_TONES = ["", ...Object.keys(TONES)];

/** What is seen for a name such as `+1` or `+1::skin-tone-3`; null when it is not known. */
export function emojiOf(name) {
  const [base, tone] = name.split("::");
  const found = byName.get(ALIASES[base] ?? base);
  if (!found) return null;
  return found.seen.replace(tone ? "\u{FE0F}" : "", "") + (TONES[tone] ?? "");
}

/** A hand in this tone, for choosing it. */
export function hand(tone) {
  return "✋" + (TONES[tone] ?? "");
}

/** The emoji found by what was typed, best first; all of them for nothing. */
export function search(typed) {
  const wanted = typed.trim().toLowerCase().replace(/^:|:$/g, "").replaceAll("_", " ");
  if (!wanted) return ALL;
  const rank = (one) => (one.words.startsWith(wanted) ? 0 : one.words.includes(` ${wanted}`) ? 1 : 2);
  return ALL.filter((one) => one.words.includes(wanted)).sort((a, b) => rank(a) - rank(b));
}

/** The name to react with, in the tone chosen, where it comes in tones. */
export function inTone(one, tone) {
  return one.toned && tone ? `${one.name}::${tone}` : one.name;
}

/** How a screen reader says it. */
export function spoken(name) {
  const [base, tone] = name.split("::");
  return base.replaceAll("_", " ") + (tone ? `, ${tone.replaceAll("-", " ")}` : "");
}
