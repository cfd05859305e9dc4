/**
 * PostgreSQL reads files of its own major version only. Others are named before it is started, with
 * what to do about them.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Binaries, embeddedBinaries, readMajor } from "./binaries";
import type { ServerLocation } from "./location";

/** Returns null where there are no files yet. */
export function readDataMajor({ data }: ServerLocation): number | null {
  const path = join(data, "PG_VERSION");
  return existsSync(path) ? Number(readFileSync(path, "utf8").trim()) : null;
}

export async function refuseOtherMajor(
  location: ServerLocation,
  binaries?: Binaries,
): Promise<void> {
  const found = readDataMajor(location);
  if (found === null) return;
  const usable = await readMajor(binaries ?? (await embeddedBinaries()));
  if (found === usable) return;
  throw new Error(
    `The database in ${location.data} is of PostgreSQL ${found}, ` +
      `and this version of Counterfoil has PostgreSQL ${usable}. ` +
      (found < usable
        ? "Run `npm run upgrade-database`, which leaves the earlier files as they are."
        : "Start the newer version of Counterfoil, or restore a backup of this one."),
  );
}

/** `version` is the whole one, such as 17.10. */
export async function refuseBackupOfOtherMajor(version: string): Promise<void> {
  const [made, usable] = [Number.parseInt(version, 10), await readMajor(await embeddedBinaries())];
  if (made === usable) return;
  throw new Error(
    `The backup is of PostgreSQL ${made}, and this version of Counterfoil has PostgreSQL ` +
      `${usable}. Restore it with the version of Counterfoil that made it` +
      (made < usable ? ", and upgrade afterwards with `npm run upgrade-database`." : "."),
  );
}
