import { EVENT_KEYS, EVENTS } from '../../callback/generated/events';

const labels = Object.fromEntries(EVENT_KEYS.map((key) => [key, EVENTS[key].label]));

/** The text under the node's name on the canvas: there is room for the label of one event. */
export const subtitle: `={{${string}}}` = `={{ $parameter["events"].slice(0, 1).map((key) => (${JSON.stringify(labels)})[key] ?? key).join() + ($parameter["events"].length > 1 ? " and " + ($parameter["events"].length - 1) + " more" : "") }}`;
