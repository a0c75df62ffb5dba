// "Are you sure?", as Slack asks it before what an app marked with `confirm`.
import { h, button, freshId } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** True when the person presses the confirming button, false for everything else. */
export function sure(asked, who) {
  return new Promise((resolve) => {
    const id = freshId("confirm");
    const dialog = h(
      "dialog",
      {
        class: "confirm",
        "aria-labelledby": id,
        onclose: () => {
          dialog.remove();
          resolve(dialog.returnValue === "yes");
        },
      },
      h("h2", { id }, textObject(asked.title, who)),
      h("div", { class: "text" }, textObject(asked.text, who)),
      h(
        "div",
        { class: "buttons" },
        answer(asked.deny, () => dialog.close("no"), "", who),
        answer(asked.confirm, () => dialog.close("yes"), asked.style === "danger" ? "danger" : "primary", who),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("button").focus();
  });
}

function answer(text, onclick, look, who) {
  const made = button("", onclick, { class: `control ${look}` });
  made.append(...textObject(text, who).flat(Infinity));
  return made;
}
