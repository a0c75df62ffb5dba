// The socket by which the page hears of changes. It says what it looks at, and is told what is new there.
import { state, tell } from "./store.js";
import { session, settle, team } from "./session.js";
import { receive, stretch } from "./window.js";

const AGAIN_AFTER = 800; // milliseconds
let socket = null;
let said = "";

/** Connects, and connects again whenever the connection ends. */
export function connect() {
  socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/_page/live`);
  socket.addEventListener("open", () => {
    state.connected = true;
    state.exchanges.clear();
    state.breaches = [];
    said = "";
    look();
    tell("connected");
  });
  socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    if (state.connected) {
      state.connected = false;
      tell("connected");
    }
    setTimeout(connect, AGAIN_AFTER);
  });
}

/** Says what the page looks at now, if that is anything new. */
export function look() {
  const wanted = JSON.stringify({
    team: team(),
    person: session.person,
    channel: session.channel,
    ...stretch,
  });
  if (wanted === said || socket?.readyState !== WebSocket.OPEN) return;
  said = wanted;
  socket.send(wanted);
}

function hear(news) {
  const parts = [];
  if (news.scene) {
    state.scene = { people: [], places: [], channels: {}, apps: [], ...news.scene };
    parts.push("scene");
    if (settle()) parts.push("session");
  }
  if (news.modals) state.modals = news.modals;
  if (news.clock) state.moves = news.clock.moves;
  if (news.faults) state.faults = news.faults;
  if (news.traffic) {
    for (const one of news.traffic.exchanges) state.exchanges.set(one.number, one);
    state.breaches.push(...news.traffic.breaches);
  }
  if (news.timeline && news.timeline.person === session.person && news.timeline.channel === session.channel) {
    receive(news.timeline);
    parts.push("timeline");
  }
  look();
  tell(...parts, ...Object.keys(news).filter((part) => part !== "timeline" && part !== "scene"));
}
