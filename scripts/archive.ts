/**
 * `npm run archive -- --before 2019-01 --to FOLDER [--drop]`: writes every month before that one
 * into files, the oldest first, loads the files again, compares every row, and with `--drop` drops
 * the rows. With `--verify FOLDER` it reads the files of a folder, compares them with what the
 * database recorded, and exits with 1 when one is not what was written. With `--restore MONTH…` and
 * `--from FOLDER` it loads months back that were dropped.
 */
import { resolve } from "node:path";
import { archiveMonths, verifyArchive } from "./archive/months";
import { restoreMonths } from "./archive/restore";
import { exitWithError, print } from "./process/print";
import { withClient } from "./postgres/with-client";
import { readOptions } from "./process/read-options";

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

try {
  await run(
    readOptions({
      options: { before: text, to: text, drop: flag, verify: text, restore: flag, from: text },
      allowPositionals: true,
    }),
  );
} catch (error) {
  exitWithError(error);
}

type Given = {
  values: {
    before?: string;
    to?: string;
    drop: boolean;
    verify?: string;
    restore: boolean;
    from?: string;
  };
  positionals: string[];
};

async function run({ values, positionals: months }: Given): Promise<void> {
  const { before, to, drop: drops, verify, restore: restores, from } = values;
  const { DATABASE_OWNER_URL: url = "" } = process.env;
  if (url === "") throw new Error("DATABASE_OWNER_URL is missing; npm run archive sets it.");
  if (restores !== (months.length > 0 && from !== undefined)) {
    throw new Error(
      "Name months to restore, and where their files are: --restore 2019-01 --from FOLDER",
    );
  }
  await withClient(url, async (client) => {
    if (from !== undefined) {
      return restoreMonths({ client, months, folder: resolve(from), say: print });
    }
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
