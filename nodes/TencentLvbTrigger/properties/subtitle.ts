import { EVENT_KEYS, EVENTS } from '../../callback';

const labels = Object.fromEntries(EVENT_KEYS.map((key) => [key, EVENTS[key].label]));

/** The selected events under the node's name on the canvas, by their labels. */
export const subtitle: `={{${string}}}` = `={{ $parameter["events"].map((key) => (${JSON.stringify(labels)})[key] ?? key).join(", ") }}`;
