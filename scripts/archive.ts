/**
 * `npm run archive -- --before 2019-01 --to FOLDER`: writes every month before that one into files,
 * the oldest first, loads the files again, and compares every row. With `--verify FOLDER` it reads
 * the files of a folder, and exits with 1 when one is not what was written.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { archiveMonths, verifyArchive } from "./archive-months";
import { exitWithError, print } from "./print";
import { withClient } from "./with-client";

try {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { before: text, to: text, verify: text } });
  await run(values);
} catch (error) {
  exitWithError(error);
}

type Options = { before?: string; to?: string; verify?: string };

async function run({ before, to, verify }: Options): Promise<void> {
  if (verify !== undefined) return verifyArchive(resolve(verify), print);
  const { DATABASE_OWNER_URL: url = "" } = process.env;
  if (url === "") throw new Error("DATABASE_OWNER_URL is missing; npm run archive sets it.");
  if (before === undefined || to === undefined) {
    throw new Error(
      "Name the month before which everything is archived, and where to: --before 2019-01 --to DIR",
    );
  }
  const folder = resolve(to);
  await withClient(url, (client) => archiveMonths({ client, before, folder, say: print }));
}
