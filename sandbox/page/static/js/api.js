// Asking the control address: everything that a person does goes this way.
import { state } from "./store.js";
import { session } from "./session.js";

/** Something that cannot be done; its message is a sentence for whoever tried. */
export class Problem extends Error {}

/** Runs an operation as the person one is. Problem when it cannot be done, or nobody answers. */
export async function ask(operation, body = {}) {
  const said = { team: state.scene.team, person: session.person, ...body };
  let response;
  try {
    response = await fetch(`/_sandbox/${operation}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
    });
  } catch {
    throw new Problem("The local Slack does not answer. Is it still running?");
  }
  if (response.status >= 500) throw new Problem("The local Slack failed; its own log says why.");
  const told = await response.json();
  if (!response.ok) throw new Problem(told.problem);
  return told;
}
