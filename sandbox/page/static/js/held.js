// What an element of a message or modal holds: what the person left there, else what it begins with.

// By type: the key of what is chosen, and the key of what is chosen from the start.
const KEYS = {
  checkboxes: ["selected_options", "initial_options"],
  radio_buttons: ["selected_option", "initial_option"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
};

/** The value held, as Slack keeps it: an option, a list of them, an id, a text; null for nothing. */
export function held(surface, block, element) {
  const [key, initial] = KEYS[element.type];
  const state = surface.values[block.block_id]?.[element.action_id];
  return (state ? state[key] : element[initial]) ?? null;
}

/** The values held, of options or ids, as a list. */
export function heldValues(surface, block, element) {
  const found = held(surface, block, element);
  return [found ?? []].flat().map((one) => (typeof one === "object" ? one.value : one));
}

/** The entry in `state.values` when `value` was chosen or typed: what the person sees before Slack says it back. */
export function entry(element, value) {
  const [key] = KEYS[element.type];
  const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  const option = (one) => (typeof one === "object" ? one : options.find((each) => each.value === one));
  if (key === "selected_options") return { type: element.type, [key]: (value ?? []).map(option) };
  if (key === "selected_option") return { type: element.type, [key]: value && option(value) };
  return { type: element.type, [key]: value };
}

/** Whether people type into it, rather than choose. */
export function isTyped(element) {
  return KEYS[element?.type]?.[0] === "value";
}
