/**
 * Makes equal chunks of the server one. Turbopack writes what routes have in common under another
 * name for each order in which it met the modules, and Node.js would read, compile and keep every
 * file of its own. Decision 146.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Its own name, the only thing in which equal chunks differ. */
const NAME = /\n\/\/# sourceMappingURL=\S+\s*$/;

/** A chunk for which a reference to an earlier one does as well. */
export type EqualChunk = { path: string; reference: string; bytesSaved: number };

export function findEqualChunks(folder: string): EqualChunk[] {
  const firsts = new Map<string, string>();
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return names.sort().flatMap((name) => {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const hash = createHash("sha256").update(text.replace(NAME, "")).digest("hex");
    const first = firsts.get(hash);
    if (first === undefined) {
      firsts.set(hash, name);
      return [];
    }
    const reference = `module.exports = require(${JSON.stringify(`./${first}`)});\n`;
    const bytesSaved = Buffer.byteLength(text) - reference.length;
    return bytesSaved > 0 ? [{ path, reference, bytesSaved }] : [];
  });
}

/** Returns what it has replaced. */
export function shareChunks(folder: string): EqualChunk[] {
  const equal = findEqualChunks(folder);
  for (const { path, reference } of equal) writeFileSync(path, reference);
  return equal;
}
