/**
 * `npm run archive -- --before 2019-01 --to FOLDER [--drop]`: writes every month before that one
 * into files, the oldest first, loads the files again, compares every row, and with `--drop` drops
 * the rows. With `--verify FOLDER` it reads the files of a folder, compares them with what the
 * database recorded, and exits with 1 when one is not what was written.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { archiveMonths, verifyArchive } from "./archive-months";
import { exitWithError, print } from "./print";
import { withClient } from "./with-client";

try {
  const text = { type: "string" } as const;
  const options = { before: text, to: text, verify: text, drop: { type: "boolean" } } as const;
  await run(parseArgs({ options }).values);
} catch (error) {
  exitWithError(error);
}

type Options = { before?: string; to?: string; verify?: string; drop?: boolean };

async function run({ before, to, verify, drop: drops = false }: Options): Promise<void> {
  const { DATABASE_OWNER_URL: url = "" } = process.env;
  if (url === "") throw new Error("DATABASE_OWNER_URL is missing; npm run archive sets it.");
  await withClient(url, async (client) => {
    if (verify !== undefined) {
      return verifyArchive({ client, folder: resolve(verify), say: print });
    }
    if (before === undefined || to === undefined) {
      throw new Error(
        "Name the month before which all is archived, and where to: --before 2019-01 --to FOLDER",
      );
    }
    return archiveMonths({ client, before, folder: resolve(to), drops, say: print });
  });
}
