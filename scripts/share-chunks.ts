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

export type Shared = { chunks: number; bytes: number };

/** Every chunk but the first of its content is replaced by a reference to that one. */
export function shareChunks(folder: string): Shared {
  const shared = { chunks: 0, bytes: 0 };
  const firsts = new Map<string, string>();
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  for (const name of names.sort()) {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const hash = createHash("sha256").update(text.replace(NAME, "")).digest("hex");
    const first = firsts.get(hash);
    const reference = `module.exports = require(${JSON.stringify(`./${first ?? name}`)});\n`;
    if (first === undefined) firsts.set(hash, name);
    if (first === undefined || text.length <= reference.length) continue;
    writeFileSync(path, reference);
    shared.chunks += 1;
    shared.bytes += text.length - reference.length;
  }
  return shared;
}
