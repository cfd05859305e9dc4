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

/** Finds every name of a value. It may match inside a text, which costs only time. */
const NAME = /"\s*:/g;

/**
 * Throws a SyntaxError (or a RangeError, when it is nested too deeply) when the text is not JSON,
 * or gives a name of one object two values: the runtime's parser would take the last one.
 */
export function parseExactly(text: string): Json {
  if (!LONG.test(text) && !TINY.test(text)) {
    // A number too large for a double becomes an infinity, which no field takes for an amount.
    const tree = JSON.parse(text) as Json;
    if (countMatches(text, NAME) <= countNames(tree)) return tree;
  }
  return parse(text, null, (numeral) => numeral) as Json;
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  for (pattern.lastIndex = 0; pattern.test(text);) count += 1;
  return count;
}

function countNames(tree: Json | undefined): number {
  if (typeof tree !== "object" || tree === null) return 0;
  let count = 0;
  if (Array.isArray(tree)) for (const value of tree) count += countNames(value);
  else for (const name in tree) count += 1 + countNames(tree[name]);
  return count;
}
