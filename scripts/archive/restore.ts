/**
 * Loads dropped months back from their files, each in one transaction: either every row is stored
 * as it was, and its days are no longer archived, or nothing has happened. Who writes days waits.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { fileStore } from "@/lib/server/attachments/files";
import { rebuildMonth } from "@/lib/server/rebuild/rebuild-sums";
import { appendEntry, EMPTY, lockMonths } from "./drop";
import { loadTable } from "./load";
import {
  attachmentPath,
  countRows,
  type HashedManifest,
  type Manifest,
  MONTH,
  readManifest,
  verifyFiles,
} from "./manifest";
import {
  asSql,
  type DayTable,
  inMonth,
  listDayTables,
  prepareSession,
  readFingerprint,
} from "./tables";
import { enableTriggersAlways } from "../postgres/grants";
import { withoutQueueing } from "../postgres/without-queueing";

type Restoring = {
  client: pg.Client;
  months: readonly string[];
  folder: string;
  say: (line: string) => void;
};

/** The newest comes first, because one date says what is archived. */
export async function restoreMonths({ client, months, folder, say }: Restoring): Promise<void> {
  await prepareSession(client);
  const tables = await listDayTables(client);
  for (const month of months.toSorted().reverse()) {
    if (!MONTH.test(month)) throw new Error("--restore takes months, such as 2019-01.");
    const source = join(folder, month);
    if (!existsSync(source)) throw new Error(`${folder} has no month ${month}.`);
    const found = readManifest(source);
    await refuseOther(client, month, found.hash);
    refuseOtherTables(tables, found.manifest);
    await verifyFiles(source, found.manifest);
    await storeAttachments(source, found.manifest);
    await restoreMonth(client, tables, { ...found, source });
    say(`${month}: ${countRows(found.manifest)} rows restored from ${source}`);
  }
}

/** The trail has the hash as well, unless its oldest entries are archived themselves. */
async function refuseOther(client: pg.Client, month: string, hash: string): Promise<void> {
  const { rows } = await client.query<Recorded>(RECORDED, [month]);
  const [{ recorded, later, chained, isAnchored } = NOTHING] = rows;
  if (recorded === null) throw new Error(`${month} is not dropped: its days are in the database.`);
  if (later !== null) {
    throw new Error(
      `${month} stays dropped: days before the end of ${later} are archived, and one date says ` +
        "what is. Restore the later months with it.",
    );
  }
  if (hash !== recorded || (chained === null ? !isAnchored : hash !== chained)) {
    throw new Error(`The manifest of ${month} is not the one with which it was dropped.`);
  }
}

type Recorded = {
  recorded: string | null;
  later: string | null;
  chained: string | null;
  isAnchored: boolean;
};
const NOTHING: Recorded = { recorded: null, later: null, chained: null, isAnchored: false };

const RECORDED = `
  SELECT (SELECT manifest_hash FROM archived_month WHERE month = $1) AS recorded,
         (SELECT max(month) FROM archived_month WHERE month > $1) AS later,
         (SELECT after ->> 'sha256' FROM audit_entry
           WHERE action = 'month.archived' AND after ->> 'month' = $1
           ORDER BY id DESC LIMIT 1) AS chained,
         EXISTS (SELECT FROM audit_anchor) AS "isAnchored"`;

function refuseOtherTables(tables: readonly DayTable[], manifest: Manifest): void {
  const columnsOf = new Map(tables.map(({ name, columns }) => [name, columns.join(", ")]));
  for (const { name, columns } of manifest.tables) {
    if (columnsOf.get(name) === columns.join(", ")) continue;
    throw new Error(
      `${manifest.month} stays dropped: ${name} has had other columns since version ` +
        `${manifest.counterfoil} wrote it. Read the month in a database of that version.`,
    );
  }
}

/** A file that no row names may be deleted a day after it was stored, so that each is stored. */
async function storeAttachments(source: string, { attachments }: Manifest): Promise<void> {
  for (const { sha256 } of attachments) {
    const content = await readFile(join(source, attachmentPath(sha256)));
    await (await fileStore().prepare(sha256, content)).store();
  }
}

async function restoreMonth(
  client: pg.Client,
  tables: readonly DayTable[],
  { manifest, hash, source }: HashedManifest & { source: string },
): Promise<void> {
  const { month } = manifest;
  // What is referred to comes first.
  const names = tables.map(({ name }) => name).reverse();
  await withoutQueueing(client, async () => {
    await lockMonths(client, names);
    for (const name of names) {
      await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
      await loadRows(client, name, { manifest, source });
    }
    await enableTriggersAlways(client);
    await rebuildMonth(asSql(client), month);
    const restored = await client.query(
      `DELETE FROM archived_month WHERE month = $1 AND manifest_hash = $2
          AND month = (SELECT max(month) FROM archived_month)`,
      [month, hash],
    );
    if (restored.rowCount !== 1) throw new Error(`Somebody else archives or restores ${month}.`);
    await appendEntry(client, "month.restored", { manifest, hash });
  });
}

type Source = { manifest: Manifest; source: string };

/** Throws unless the table then has exactly the rows that were dropped. */
async function loadRows(client: pg.Client, name: string, { manifest, source }: Source) {
  const rows = `${name} t WHERE ${inMonth(manifest.month)}`;
  if ((await readFingerprint(client, rows)) !== EMPTY) {
    throw new Error(`${manifest.month} stays dropped: ${name} has rows of it.`);
  }
  const table = manifest.tables.find((one) => one.name === name);
  if (table === undefined) return;
  await loadTable(client, { folder: source, table, into: `public.${name}` });
  if ((await readFingerprint(client, rows)) === table.fingerprint) return;
  throw new Error(`${join(source, table.file)} does not have the rows that were dropped.`);
}
