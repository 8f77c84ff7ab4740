import { type Check, count, oneOf, text } from "../json-shape.ts";

/** An ISO date. */
export const day: Check = text(/^\d{4}-\d\d-\d\d$/);

/** A SHA-256. */
export const hash: Check = text(/^[0-9a-f]{64}$/);

/** A text that is not empty. */
export const name: Check = text(/./);

/** Any text. */
export const anyText: Check = text(/^/);

/** A name in lower case: of a format, a class, a protocol. */
export const id: Check = text(/^[a-z0-9-]+$/);

/** The id of a group. */
export const groupId: Check = oneOf("telnet", "iot", "iot-other", "other");

/** A whole number from 1. */
export const place: Check = (value, path) => (value === 0 ? [`${path} is 0, not a rank`] : count(value, path));
