// Something small that opens at a button and goes away by Esc, a press elsewhere, or a choice.
import { h, freshId } from "./dom.js";

const GAP = 6; // pixels, from the button and from the window's edges
let open = null;

/** Opens a popup at `anchor`; returns how to close it. Pressed again, the anchor closes it. */
export function popup(anchor, { label, role = "dialog", className = "", closed }, ...children) {
  if (open?.anchor === anchor) return open.close();
  open?.close();
  const box = h(
    "div",
    { id: freshId("popup"), class: `popup ${className}`, popover: "auto", role, "aria-label": label },
    children,
  );
  const focused = document.activeElement;
  const close = () => box.isConnected && box.hidePopover();
  const resized = new ResizeObserver(() => place(box, anchor)); // a list may fill only by and by
  box.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    if (open?.box === box) open = null;
    const inside = box.contains(document.activeElement) || document.activeElement === document.body;
    resized.disconnect();
    box.remove();
    expand(anchor, false, box.id);
    if (inside) (anchor.isConnected ? anchor : focused)?.focus?.({ preventScroll: true });
    closed?.();
  });
  (anchor.closest("dialog") ?? document.body).append(box);
  expand(anchor, true, box.id);
  box.showPopover();
  open = { anchor, box, close };
  place(box, anchor);
  resized.observe(box);
  (box.querySelector("[autofocus]") ?? box.querySelector("button, input, [tabindex]") ?? box).focus({
    preventScroll: true,
  });
  return close;
}

function expand(anchor, open, id) {
  if (!anchor.hasAttribute("aria-expanded")) return;
  anchor.setAttribute("aria-expanded", String(open));
  if (open) anchor.setAttribute("aria-controls", id);
  else anchor.removeAttribute("aria-controls");
}

function place(box, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = innerHeight - at.bottom - GAP;
  const top = below >= height + GAP || below >= at.top ? at.bottom + GAP : Math.max(GAP, at.top - height - GAP);
  box.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
  box.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}
