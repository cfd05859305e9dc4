import "server-only";

/** Cuts the records out of a response's text byte for byte, so that each is stored unchanged. */

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const COMMA = 44;
const COLON = 58;

/** `text` must be valid JSON that has a list at `path`; of a repeated key, the last one counts. */
export function sliceRows(text: string, path: readonly string[]): string[] {
  let at = skipSpace(text, 0);
  for (const key of path) at = valueOfKey(text, at, key);
  const rows: string[] = [];
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = skipValue(text, at);
    rows.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return rows;
}

/**
 * Cuts out the values of an object whose keys are data, each with its key around it, in the order
 * in which `listDataEntries` gives them.
 */
export function sliceEntries(text: string, path: readonly string[]): string[] {
  let at = skipSpace(text, 0);
  for (const key of path) at = valueOfKey(text, at, key);
  if (text.charCodeAt(at) === OPEN_BRACKET) {
    return sliceRows(text.slice(at), []).flatMap((object) => sliceEntries(object, []));
  }
  return listMembers(text, at).flatMap(({ key, value }) => {
    if (value.charCodeAt(0) !== OPEN_BRACKET) return [`{${key}:${value}}`];
    return sliceRows(value, []).map((row) => `{${key}:[${row}]}`);
  });
}

/** Lists the members of an object as text; of a repeated key, the last one counts. */
function listMembers(text: string, start: number): { key: string; value: string }[] {
  const members = new Map<string, { key: string; value: string }>();
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const end = skipString(text, at);
    const key = text.slice(at, end);
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COLON) at = skipSpace(text, at + 1);
    const last = skipValue(text, at);
    members.set(JSON.parse(key) as string, { key, value: text.slice(at, last) });
    at = skipSpace(text, last);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return [...members.values()];
}

function valueOfKey(text: string, start: number, wanted: string): number {
  let found = start;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const end = skipString(text, at);
    const key = JSON.parse(text.slice(at, end)) as string;
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COLON) at = skipSpace(text, at + 1);
    if (key === wanted) found = at;
    at = skipSpace(text, skipValue(text, at));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return found;
}

/** Finds the end of the value that starts at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length;) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = skipString(text, i);
      if (depth === 0) return i;
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return i; // A number or word ends with its list or object.
      if (--depth === 0) return i + 1;
    } else if (depth === 0 && (code === COMMA || code <= 32)) return i;
    i++;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  let end = at;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return i;
}
