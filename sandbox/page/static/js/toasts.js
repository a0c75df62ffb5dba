// Short sentences that come and go: what could not be done, and why.
import { h } from "./dom.js";

const STAYS = 7000; // milliseconds

// What Slack says when an app does not answer as it should.
const SLACK_SAYS = {
  operation_timeout: "The app did not answer within three seconds (operation_timeout).",
  dispatch_failed: "The app could not be reached, or failed (dispatch_failed).",
  unknown_command: "No app here has this command.",
};

/** Shows a sentence for a while; screen readers say it. */
export function toast(sentence, kind = "") {
  const shown = h("div", { class: `toast ${kind}` }, sentence);
  const box = document.getElementById("toasts");
  box.append(shown);
  box.hidePopover();
  box.showPopover(); // above whatever modal is open
  setTimeout(() => {
    shown.remove();
    if (!box.children.length) box.hidePopover();
  }, STAYS);
}

/** Says what went wrong; anything but a Problem is a mistake of this page's own, and is thrown on. */
export function refuse(problem) {
  toast(problem.message, "bad");
  if (problem.name === "TypeError" || problem.name === "ReferenceError") throw problem;
}

/** Says how an app failed to answer, where it did. */
export function outcome(told) {
  if (told.error) toast(SLACK_SAYS[told.error] ?? `Slack refused what the app answered (${told.error}).`, "bad");
  return told;
}
