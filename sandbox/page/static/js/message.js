// One message, as one person sees it.
import { ask } from "./api.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { button, h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { elsewhere } from "./elsewhere.js";
import { chips, reactWith } from "./reactions.js";
import { session } from "./session.js";
import { nameOf, person } from "./store.js";
import { thread } from "./thread.js";
import { clock, day, isoDay, story, withSeconds } from "./times.js";
import { outcome, refuse } from "./toasts.js";
import { settings } from "./tools.js";

const readings = new Set(); // the `ts` of messages that show how they read elsewhere

/** A message that follows `before`, as number `index` of `total`; the replies to it stand below. */
export function message(shown, before, index, total) {
  const who = person(session.person);
  const at = story(Number(shown.ts));
  const newDay = !before || isoDay(story(Number(before.ts)), who) !== isoDay(at, who);
  return h(
    "article",
    {
      class: shown.ephemeral ? "message ephemeral" : "message",
      data: { ts: shown.ts, key: `message/${shown.ts}` },
      tabindex: "-1",
      "aria-posinset": index + 1,
      "aria-setsize": total,
      "aria-label": `${nameOf(shown.user)}, ${clock(at, who)}`,
    },
    newDay && h("div", { class: "day" }, h("span", {}, day(at, who))),
    sheet(shown, who, shown.thread_ts && shown.thread_ts !== shown.ts && "↳ A reply to a message that is gone"),
    thread(shown, (reply) => sheet(reply, who)),
  );
}

/** Who said it, when, and what. */
function sheet(shown, who, remark) {
  const at = story(Number(shown.ts));
  const author = person(shown.user);
  return h(
    "div",
    { class: "sheet" },
    avatar(author ?? { id: shown.user, name: shown.user }),
    h(
      "div",
      { class: "body" },
      h(
        "div",
        { class: "head" },
        h("strong", {}, nameOf(shown.user)),
        author?.kind === "bot" && h("span", { class: "badge" }, "APP"),
        h(
          "time",
          {
            datetime: new Date(at * 1000).toISOString(),
            title: `Really sent at ${withSeconds(Number(shown.ts))} UTC`,
          },
          clock(at, who),
        ),
      ),
      shown.ephemeral &&
        h("div", { class: "only-you" }, h("span", { "aria-hidden": "true" }, "👁 "), "Only visible to you"),
      remark && h("div", { class: "only-you" }, remark),
      h("div", { class: "said" }, said(shown, who)),
      shown.edited && h("span", { class: "edited", title: "This message was edited" }, "(edited)"),
      chips(shown),
      (settings.elsewhere || readings.has(shown.ts)) && elsewhere(shown, who),
    ),
    actions(shown, who),
  );
}

function said(shown, who) {
  const surface = surfaceOf(shown, who);
  const attached = (shown.attachments ?? []).map((each) =>
    h(
      "div",
      { class: "attachment" },
      each.blocks ? blocks(each.blocks, surface) : mrkdwn(each.text ?? each.fallback ?? "", who),
    ),
  );
  const body = shown.blocks?.length
    ? blocks(shown.blocks, surface)
    : h("div", { class: "text" }, mrkdwn(shown.text, who));
  return [body, attached];
}

/** What the elements of a message stand on. */
function surfaceOf(shown, who) {
  const at = { channel: shown.channel, ts: shown.ts };
  return {
    who,
    at,
    values: shown.values ?? {},
    key: (block, element) => `${shown.ts}/${block.block_id}/${element.action_id}`,
    use: async (block, element, value) => {
      try {
        outcome(await ask("use", { ...at, block_id: block.block_id, action_id: element.action_id, value }));
      } catch (problem) {
        refuse(problem);
      }
    },
  };
}

/** What stands at a message when it is pointed at: never a reaction at an ephemeral one, as in Slack. */
function actions(shown, who) {
  return h(
    "div",
    { class: "message-actions", role: "group", "aria-label": "Message actions" },
    !shown.ephemeral &&
      button("Add reaction", (event) => reactWith(event.currentTarget, shown), {
        seen: "smile",
        class: "quiet",
        "data-key": `${shown.ts}/react`,
      }),
    !settings.elsewhere &&
      button(
        "How it reads on a lock screen and aloud",
        (event) => {
          const pressed = event.currentTarget;
          const body = pressed.closest(".sheet").querySelector(".body");
          if (readings.delete(shown.ts)) body.querySelector(".elsewhere").remove();
          else {
            readings.add(shown.ts);
            body.append(elsewhere(shown, who));
          }
          pressed.setAttribute("aria-pressed", String(readings.has(shown.ts)));
        },
        {
          seen: "bell",
          class: "quiet",
          "aria-pressed": String(readings.has(shown.ts)),
          "data-key": `${shown.ts}/elsewhere`,
        },
      ),
  );
}
