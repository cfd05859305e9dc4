import "server-only";

/**
 * Refuses JSON that is small and yet expensive: a megabyte holds two hundred thousand fields, or
 * half a million levels. One look at its characters is enough, before anything is built from them.
 */
import { AppError } from "../app-error";

const DEPTH_MAX = 32;
const VALUES_MAX = 50_000;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPENING: ReadonlySet<number> = new Set([91, 123]);
const CLOSING: ReadonlySet<number> = new Set([93, 125]);

/** Text that is not JSON passes: whoever parses it refuses it. */
export function assertPlainJson(text: string): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values += 1;
    else if (OPENING.has(code)) depth += 1;
    else if (CLOSING.has(code)) depth -= 1;
    if (depth > DEPTH_MAX) {
      throw new AppError("INVALID", `The JSON has more than ${DEPTH_MAX} levels.`);
    }
    if (values > VALUES_MAX) {
      throw new AppError("TOO_LARGE", `Send at most ${VALUES_MAX} values at once.`);
    }
  }
}

/** Returns the position of the closing quotation mark, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
