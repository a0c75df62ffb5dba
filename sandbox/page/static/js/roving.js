// A group of buttons that Tab reaches once; arrow keys, Home and End go among them.

/** Of the group, only this one takes Tab. */
export function takesTab(group, one) {
  for (const each of group.children) each.tabIndex = each === one ? 0 : -1;
}

/** Has the keys go among the buttons of `group`, `row` of them beside each other. `before` hears of going back from
 * the first; with `around` one goes on at the other end. `arrived` hears which button was reached. */
export function walks(group, { row = 1, around = false, before, arrived }) {
  group.addEventListener("focusin", (event) => takesTab(group, event.target));
  group.addEventListener("keydown", (event) => {
    const all = [...group.children];
    const here = all.indexOf(event.target);
    const keys = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      ArrowDown: here + row,
      ArrowUp: here - row,
      Home: 0,
      End: all.length - 1,
    };
    if (here < 0 || !(event.key in keys)) return;
    event.preventDefault();
    let next = keys[event.key];
    if (around) next = (next + all.length) % all.length;
    if (next < 0 && before) return before();
    const one = all[Math.max(0, Math.min(next, all.length - 1))];
    one.focus();
    arrived?.(one);
  });
}
