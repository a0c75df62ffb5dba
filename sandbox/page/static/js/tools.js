// What of the page itself can be switched: its colours, and the second readings of messages.
import { remember, remembered } from "./session.js";
import { tell } from "./store.js";

const THEMES = { system: "As the system is", light: "Light", dark: "Dark" };

export const settings = {
  theme: remembered("theme", "system"),
  elsewhere: remembered("elsewhere", "no") === "yes",
};

/** The themes by name, with what they are called. */
export { THEMES };

/** Puts the colours in force. */
export function useTheme(theme) {
  settings.theme = theme in THEMES ? theme : "system";
  remember("theme", settings.theme);
  document.documentElement.dataset.theme = settings.theme;
  tell("settings");
}

/** Shows beside every message how it reads elsewhere, or no longer. */
export function showElsewhere(on) {
  settings.elsewhere = on;
  remember("elsewhere", on ? "yes" : "no");
  tell("settings");
}
