/**
 * Finds what a response calls a centre. The field map has no place for it, because a reconciliation
 * needs none; a name only makes it easier to choose centres by.
 */
import type { Json } from "./field-map";
import { isObject } from "./locate";

const CENTRE = /cent(er|re|ro)|venue|store|unit|local\b|site|restaurant|tienda/i;
const NAME = /name|nombre|^nom$|nom$|descri|label|libell/i;
const DEPTH_MAX = 12;

/** Returns null where nothing beside the id is clearly the name of a centre. */
export function findCentreName(root: Json, id: string): string | null {
  return search(root, { id, isOfCentre: false, depth: 0 });
}

type At = { id: string; isOfCentre: boolean; depth: number };

function search(value: Json, { id, isOfCentre, depth }: At): string | null {
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = search(item, { id, isOfCentre, depth: depth + 1 });
      if (found !== null) return found;
    }
    return null;
  }
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  const own = nameIn(entries, { id, isOfCentre });
  if (own !== null) return own;
  for (const [key, inner] of entries) {
    const found = search(inner, { id, isOfCentre: CENTRE.test(key), depth: depth + 1 });
    if (found !== null) return found;
  }
  return null;
}

/** Either the keys speak of a centre, or the object that they stand in does. */
function nameIn(
  entries: readonly (readonly [string, Json])[],
  { id, isOfCentre }: Pick<At, "id" | "isOfCentre">,
): string | null {
  const speaks = (key: string) => isOfCentre || CENTRE.test(key);
  if (!entries.some(([key, value]) => speaks(key) && isText(value) && String(value) === id)) {
    return null;
  }
  for (const [key, value] of entries) {
    if (!speaks(key) || !NAME.test(key) || typeof value !== "string") continue;
    if (value.trim() !== "" && value !== id) return value.trim();
  }
  return null;
}

function isText(value: Json): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
