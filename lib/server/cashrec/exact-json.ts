import "server-only";

/**
 * Parses JSON without loss. The runtime's own parser is used where nothing can be lost: a numeral
 * of at most fifteen significant digits comes back from a double as the same decimal (IEEE 754). A
 * response with a longer numeral goes through lossless-json, which preserves the text of every
 * number.
 */
import { parse } from "lossless-json";
import type { Json } from "@/lib/domain/field-map/field-map";

/**
 * Finds sixteen digits and points in a row, which is more than a double preserves. It may match
 * inside a text, which costs only time.
 */
const LONG = /\d[\d.]{15}/;
/** Finds numerals so small that a double turns them into zero. */
const TINY = /[eE]-\d{3}/;

/**
 * Throws a SyntaxError (or a RangeError, when it is nested too deeply) when the text is not JSON.
 */
export function parseExactly(text: string): Json {
  // A number too large for a double becomes an infinity, which no field takes for an amount.
  if (!LONG.test(text) && !TINY.test(text)) return JSON.parse(text) as Json;
  return parse(text, null, (numeral) => numeral) as Json;
}
