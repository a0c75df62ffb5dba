// Slack's markup, drawn as elements: https://docs.slack.dev/messaging/formatting-message-text
import { h } from "./dom.js";
import { emojiOf, spoken } from "./emoji.js";
import { link } from "./links.js";
import { nameOf, person } from "./store.js";
import { dateToken } from "./times.js";

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angled>[^<>\\n]+)>",
    "(?<![\\w*])\\*(?=\\S)(?<bold>[^*\\n]+?)(?<=\\S)\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)(?<italic>[^_\\n]+?)(?<=\\S)_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)(?<strike>[^~\\n]+?)(?<=\\S)~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
    "(?<url>https?://[^\\s<>|]+[^\\s<>|.,;:!?)'\"])",
  ].join("|"),
  "g",
);
const TAGS = { bold: "strong", italic: "em", strike: "s" };

/** Markup as nodes, as `who` reads it. `verbatim` leaves bare addresses alone. */
export function mrkdwn(text, who, { verbatim = false } = {}) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, index) => {
    if (index % 2) return [h("pre", { class: "code" }, plain(part))];
    return quoted(part).map(([quote, said]) => {
      const nodes = inline(said, who, verbatim);
      return quote ? h("blockquote", {}, nodes) : nodes;
    });
  });
}

/** A text object: `plain_text` is taken as it is, but for emoji where they are on. */
export function textObject(text, who) {
  if (typeof text === "string") return mrkdwn(text, who);
  if (text?.type === "mrkdwn") return mrkdwn(text.text, who, { verbatim: text.verbatim === true });
  return text?.emoji === false ? [text.text] : withEmoji(text?.text ?? "");
}

/** A text object's words alone, for names and labels. */
export function words(text) {
  const drawn = document.createElement("span");
  drawn.append(...textObject(text ?? "", null).flat(Infinity));
  return drawn.textContent;
}

/** One emoji: seen, and said. A name nobody knows stays as it was written. */
export function emoji(name) {
  const seen = emojiOf(name);
  if (seen === null)
    return h("span", { class: "unknown-emoji", title: "An emoji that this page does not know" }, `:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": spoken(name), title: `:${name}:` }, seen);
}

/** A mention of a person, a channel or everyone. */
export function mention(sign, label, own = false) {
  return h("span", { class: own ? "mention own" : "mention" }, sign + label);
}

function quoted(text) {
  const parts = [];
  for (const line of text.split(/(?<=\n)/)) {
    const quote = /^(&gt;|>) ?/.exec(line);
    const said = quote ? line.slice(quote[0].length) : line;
    if (parts.length && parts.at(-1)[0] === Boolean(quote)) parts.at(-1)[1] += said;
    else parts.push([Boolean(quote), said]);
  }
  return parts.map(([quote, said]) => [quote, quote ? said.replace(/\n$/, "") : said]);
}

function inline(text, who, verbatim) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    if (verbatim && found.groups.url) continue;
    nodes.push(plain(text.slice(end, found.index)), drawn(found.groups, who, verbatim));
    end = found.index + found[0].length;
  }
  nodes.push(plain(text.slice(end)));
  return nodes.filter((node) => node !== "");
}

function drawn(groups, who, verbatim) {
  if (groups.code) return h("code", {}, plain(groups.code));
  if (groups.angled) return angled(groups.angled, who);
  if (groups.emoji) return /^\d+$/.test(groups.emoji) ? `:${groups.emoji}:` : emoji(groups.emoji); // 10:30:00 is a time
  if (groups.url) return link(plain(groups.url));
  const style = Object.keys(TAGS).find((name) => groups[name]);
  return h(TAGS[style], {}, inline(groups[style], who, verbatim));
}

function angled(inside, who) {
  const bar = inside.indexOf("|");
  const what = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : plain(inside.slice(bar + 1));
  if (what.startsWith("!date^")) return date(what.split("^"), label, who);
  if (what.startsWith("!")) return mention("@", label.replace(/^@/, "") || what.slice(1).split("^")[0]);
  if (what.startsWith("@"))
    return mention("@", person(what.slice(1))?.name || label || what.slice(1), what.slice(1) === who?.id);
  if (what.startsWith("#")) return mention("#", label || nameOf(what.slice(1)));
  return link(plain(what), label || plain(what).replace(/^mailto:/, ""));
}

function date([, moment, form, address], fallback, who) {
  const said = who && /^\d+$/.test(moment) ? dateToken(Number(moment), form, who) : fallback;
  return address ? link(address, said) : h("time", { title: fallback }, said);
}

function withEmoji(text) {
  return text.split(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/).map((part, index) => {
    if (index % 2 === 0) return part;
    return emojiOf(part) === null ? `:${part}:` : emoji(part);
  });
}

function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
