import "server-only";

/**
 * Takes the first records of a response that is too large to be examined at once, because whoever
 * else waits for this process would wait for all of it.
 */
import { changed } from "./failure";

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const CLOSERS = new Map([
  ["[".charCodeAt(0), "]"],
  ["{".charCodeAt(0), "}"],
]);
const CLOSING = new Set(["]".charCodeAt(0), "}".charCodeAt(0)]);

/**
 * Returns valid JSON of at most about `lettersMax` letters: it ends with a whole record, or within
 * one that is itself too large.
 */
export function cutResponse(text: string, lettersMax: number): string {
  if (text.length <= lettersMax) return text;
  const { ends, open } = scan(text, lettersMax);
  const depth = ends.findIndex((end) => end !== undefined && end >= lettersMax / 2);
  const chosen = depth === -1 ? ends.findLastIndex((end) => end !== undefined) : depth;
  const end = ends[chosen];
  if (end === undefined) {
    throw changed(`Cashrec's answer has a value of more than ${lettersMax} letters.`);
  }
  return text.slice(0, end) + open.slice(0, chosen).toReversed().join("");
}

type Scanned = {
  /** Where the last whole value of each list or object ends that is still open, by its depth. */
  ends: (number | undefined)[];
  /** What closes them. */
  open: string[];
};

function scan(text: string, until: number): Scanned {
  const ends: (number | undefined)[] = [];
  const open: string[] = [];
  for (let at = 0; at < until; at += 1) {
    const code = text.charCodeAt(at);
    const closer = CLOSERS.get(code);
    if (code === QUOTE) at = findQuote(text, at + 1, until);
    else if (closer !== undefined) open.push(closer);
    else if (code === COMMA) ends[open.length] = at;
    else if (CLOSING.has(code)) {
      open.pop();
      ends.length = open.length;
      ends[open.length] = at + 1;
    }
  }
  return { ends, open };
}

function findQuote(text: string, from: number, until: number): number {
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return until;
}
