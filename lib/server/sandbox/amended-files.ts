import "server-only";

/**
 * Sheets that the sandbox returns instead of its usual ones, as files in the data directory:
 * `sandbox/{centre}_{date}.json`. They never affect the real Cashrec.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAME = /^([\w.:-]{1,64})_(\d{4}-\d\d-\d\d)\.json$/;

/** Maps "{centre}/{date}" to a sheet; read again for every request, because files come and go. */
export function readAmendedFiles(dataDir: string): Map<string, unknown> {
  const directory = join(/* turbopackIgnore: true */ dataDir, "sandbox");
  const sheets = new Map<string, unknown>();
  if (!existsSync(directory)) return sheets;
  for (const name of readdirSync(directory)) {
    const [, centreId, businessDate] = NAME.exec(name) ?? [];
    if (centreId === undefined || businessDate === undefined) continue;
    const text = readFileSync(join(directory, name), "utf8");
    sheets.set(`${centreId}/${businessDate}`, JSON.parse(text));
  }
  return sheets;
}
