// The stretch of messages that the page holds: never more than a few hundred, however many there are.

export const COUNT = 120;

/** What is asked for: from number `start` on, or with null the latest. */
export const stretch = { start: null, count: COUNT };

/** What is there: `order` are the `ts` from number `start` on, of `total`. */
export const held = { total: 0, start: 0, order: [], messages: new Map(), of: "" };

/** Back to the latest messages. */
export function latest() {
  stretch.start = null;
}

/** Asks for the stretch around message number `index`. */
export function around(index) {
  const start = Math.max(0, Math.round(index - COUNT / 2));
  stretch.start = start + COUNT >= held.total ? null : start;
}

/** Takes in what the server told. */
export function receive(news) {
  if (news.fresh) held.messages.clear();
  for (const [ts, message] of Object.entries(news.messages)) held.messages.set(ts, message);
  for (const ts of [...held.messages.keys()]) {
    if (!news.order.includes(ts)) held.messages.delete(ts);
  }
  Object.assign(held, {
    total: news.total,
    start: news.start,
    order: news.order,
    of: `${news.person}/${news.channel}`,
  });
}

/** Whether the last message is among those held. */
export function atEnd() {
  return held.start + held.order.length >= held.total;
}
