import "server-only";

/**
 * JSON without loss. The engine's own parser is used where nothing can be lost: a numeral of at
 * most fifteen significant digits comes back from a double as the same decimal (IEEE 754). An
 * answer with a longer numeral goes through lossless-json, which keeps the text of every number.
 */
import { parse } from "lossless-json";
import type { Json } from "@/lib/domain/field-map/field-map";

/** Sixteen digits and points in a row: more than a double keeps. May match inside a text. */
const LONG = /\d[\d.]{15}/;
/** So small that a double makes nothing of it. */
const TINY = /[eE]-\d{3}/;

/** Throws a SyntaxError (or, for an absurd depth, a RangeError) when it is not JSON. */
export function parseExactly(text: string): Json {
  // A number too large for a double becomes an infinity, which no field takes for an amount.
  if (!LONG.test(text) && !TINY.test(text)) return JSON.parse(text) as Json;
  return parse(text, null, (numeral) => numeral) as Json;
}
