// Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { h } from "./dom.js";
import { link } from "./links.js";
import { emoji, mention } from "./mrkdwn.js";
import { nameOf } from "./store.js";
import { dateToken } from "./times.js";
import { unknown } from "./unknown.js";

const PARTS = {
  rich_text_section: (part, who) => h("div", { class: "rich" }, pieces(part, who)),
  rich_text_quote: (part, who) => h("blockquote", {}, pieces(part, who)),
  rich_text_preformatted: (part, who) => h("pre", { class: "code" }, pieces(part, who)),
  rich_text_list: list,
};

const PIECES = {
  text: (piece) => piece.text,
  link: (piece) => link(piece.url, piece.text || piece.url),
  emoji: (piece) => emoji(piece.skin_tone ? `${piece.name}::skin-tone-${piece.skin_tone}` : piece.name),
  user: (piece, who) => mention("@", nameOf(piece.user_id), piece.user_id === who?.id),
  usergroup: (piece) => mention("@", piece.usergroup_id),
  channel: (piece) => mention("#", nameOf(piece.channel_id)),
  broadcast: (piece) => mention("@", piece.range),
  color: (piece) => h("code", {}, piece.value),
  date: (piece, who) => h("time", { title: piece.fallback ?? "" }, dateToken(piece.timestamp, piece.format, who)),
};
const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

/** The block as `who` reads it. */
export function richText(block, who) {
  return block.elements.map((part) => (PARTS[part.type] ?? unknown)(part, who));
}

function pieces(part, who) {
  return part.elements.map((piece) => {
    const drawn = (PIECES[piece.type] ?? unknown)(piece, who);
    return Object.entries(STYLES).reduce(
      (inner, [style, tag]) => (piece.style?.[style] ? h(tag, {}, inner) : inner),
      drawn,
    );
  });
}

/** A list; `indent` and a `start` other than one come from the app. */
function list(part, who) {
  const ordered = part.style === "ordered";
  const indent = Math.max(0, Math.min(Number(part.indent) || 0, 8));
  const drawn = h(ordered ? "ol" : "ul", {
    class: `indent-${indent}`,
    start: ordered ? Number(part.offset || 0) + 1 : null,
  });
  drawn.append(...part.elements.map((item) => h("li", {}, pieces(item, who))));
  return drawn;
}
