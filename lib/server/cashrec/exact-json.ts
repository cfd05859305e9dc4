import "server-only";

/**
 * JSON without loss. The engine's own parser is used where nothing can be lost: a numeral of at
 * most fifteen significant digits comes back from a double as the same decimal (IEEE 754). An
 * answer with a longer numeral goes through lossless-json, which keeps the text of every number.
 */
import { parse } from "lossless-json";
import type { Json } from "@/lib/domain/field-map";

/** More digits than a double keeps, or an exponent beyond its reach. May match inside a text. */
const RISKY = /\d{16,}|[\d.]{17,}|\d[eE][+-]?\d{3}/;

/** Throws a SyntaxError (or, for an absurd depth, a RangeError) when it is not JSON. */
export function parseExactly(text: string): Json {
  if (!RISKY.test(text)) return JSON.parse(text) as Json;
  return parse(text, null, (numeral) => numeral) as Json;
}
