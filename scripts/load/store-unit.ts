/**
 * Stores one unit of a load in a transaction: what people did by COPY, and the sheets as a sync
 * stores them, so that the engine itself writes every line, total and sum.
 */
import { appendAuditAll, type AuditEntry } from "@/lib/server/audit/append";
import { copyRows, type CopyValue } from "@/lib/server/db/copy";
import { inTransaction, type Transaction } from "@/lib/server/db/sql";
import { dateSpan, keyArrays, unnestDays } from "@/lib/server/db/values";
import { storeSheets } from "@/lib/server/sync/store";
import type { LoadedCount } from "./counts";
import type { MadeDay, Unit } from "./make-unit";
import { ADMINISTRATOR, approverOf, counterOf, type People, reviewerOf } from "./people";

/** What people store about a line starts with these columns; here it has one version. */
const LINE_VERSION = [
  "centre_id",
  "business_date",
  "shift_id",
  "till_id",
  "tender_id",
  "version",
] as const;

export async function storeUnit(unit: Unit, people: People, fieldMapHash: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.sql("SET LOCAL statement_timeout = 0");
    const { days, sheets, readAt } = unit;
    const writtenIn = await readPosition(tx);
    await copyCounts(tx, { days, people, writtenIn });
    await copyExplanations(tx, days, people);
    await storeSheets(tx, { days, sheets, readAt, fieldMapHash });
    await moveDays(tx, { days, people, writtenIn });
    await appendAuditAll(
      tx.sql,
      days.flatMap((day) => (day.centre.isAudited ? describe(day, people) : [])),
    );
  });
}

type Stored = { days: readonly MadeDay[]; people: People; writtenIn: string };

/** The database would compute the position in the feed for each row, which takes longer than it. */
async function readPosition({ sql }: Transaction): Promise<string> {
  const [row] = await sql<{ position: string }>("SELECT feed_position() AS position");
  return row?.position ?? "";
}

async function copyCounts(tx: Transaction, { days, people, writtenIn }: Stored) {
  const columns = [
    ...LINE_VERSION,
    "counted_minor",
    "denominations",
    "seconds",
    "source",
    "counted_by_id",
    "counted_at",
    "written_in",
  ];
  const rows = days.flatMap((day) =>
    day.counts.map((count): CopyValue[] => [
      ...firstOf(day, count),
      count.countedMinor,
      count.denominations === null ? null : JSON.stringify(count.denominations),
      count.seconds,
      day.centre.types ? "screen" : "api",
      idOf(people, counterOf(day.centre)),
      count.countedAt.toISOString(),
      writtenIn,
    ]),
  );
  if (rows.length > 0) await copyRows(tx, { table: "till_count", columns }, rows);
}

async function copyExplanations(tx: Transaction, days: readonly MadeDay[], people: People) {
  const columns = [
    ...LINE_VERSION,
    "kind",
    "reason",
    "text",
    "difference_minor",
    "count_version",
    "author_id",
    "created_at",
  ];
  const rows = days.flatMap((day) =>
    day.explained.map(({ line, kind, reason, at }): CopyValue[] => [
      ...firstOf(day, line),
      kind,
      reason,
      "",
      line.difference,
      line.countVersion,
      idOf(people, reviewerOf(day.centre)),
      at.toISOString(),
    ]),
  );
  if (rows.length > 0) await copyRows(tx, { table: "explanation", columns }, rows);
}

async function moveDays(tx: Transaction, { days, people, writtenIn }: Stored) {
  const columns = [
    "centre_id",
    "business_date",
    "number",
    "move",
    "from_state",
    "to_state",
    "sheet_version",
    "version",
    "actor_id",
    "moved_at",
    "written_in",
  ];
  const moved = days.filter(({ moves }) => moves.length > 0);
  if (moved.length === 0) return;
  const rows = moved.flatMap((day) =>
    day.moves.map(({ move, from, to, at }, index): CopyValue[] => [
      day.centreId,
      day.businessDate,
      index + 1,
      move,
      from,
      to,
      1,
      index + 2,
      signerOf(day, move, people),
      at.toISOString(),
      writtenIn,
    ]),
  );
  await copyRows(tx, { table: "move", columns }, rows);
  await tx.sql(
    `UPDATE reconciliation r
        SET state = k.state, version = r.version + k.moves,
            revision = nextval('reconciliation_revision')
       FROM ${unnestDays({ state: "text", moves: "int" })}
      WHERE r.centre_id = k.centre_id AND r.business_date = k.business_date
        AND r.business_date BETWEEN $5 AND $6`,
    [
      ...keyArrays(moved),
      moved.map(({ moves }) => moves.at(-1)?.to ?? "open"),
      moved.map(({ moves }) => moves.length),
      ...dateSpan(moved),
    ],
  );
}

/** A count that was typed has an entry of its own, and a file one for all of its counts. */
function describe(day: MadeDay, people: People): AuditEntry[] {
  const { centreId, businessDate, counts, centre } = day;
  const where = { centreId, businessDate };
  const entries: AuditEntry[] = [];
  const counterId = idOf(people, counterOf(centre));
  if (centre.types) {
    for (const { shiftId, tillId, tenderId, countedMinor, denominations, countedAt } of counts) {
      const after = { shiftId, tillId, tenderId, version: 1, countedMinor, denominations };
      const by = { actorId: counterId, action: "till-count.recorded" } as const;
      entries.push({ ...by, ...where, after, at: countedAt.toISOString() });
    }
  } else if (counts.length > 0) {
    const after = { counts: counts.length, from: businessDate, to: businessDate };
    const actorId = idOf(people, ADMINISTRATOR);
    entries.push({ actorId, action: "till-counts.imported", centreId, after });
  }
  for (const { line, kind, reason, at } of day.explained) {
    const { shiftId, tillId, tenderId, difference: differenceMinor, countVersion } = line;
    const position = { shiftId, tillId, tenderId, version: 1 };
    const after = { ...position, kind, reason, text: "", differenceMinor, countVersion };
    const actorId = idOf(people, reviewerOf(centre));
    entries.push({ actorId, action: `line.${kind}`, ...where, after, at: at.toISOString() });
  }
  for (const { move, action, from, to, at } of day.moves) {
    const change = { before: { state: from }, after: { state: to, sheetVersion: 1 } };
    const actorId = signerOf(day, move, people);
    entries.push({ actorId, action, ...where, ...change, at: at.toISOString() });
  }
  return entries;
}

function firstOf(
  { centreId, businessDate }: MadeDay,
  { shiftId, tillId, tenderId }: Pick<LoadedCount, "shiftId" | "tillId" | "tenderId">,
): CopyValue[] {
  return [centreId, businessDate, shiftId, tillId, tenderId, 1];
}

function signerOf({ centre }: MadeDay, move: string, people: People): string {
  return idOf(people, move === "review" ? reviewerOf(centre) : approverOf(centre));
}

function idOf(people: People, name: string): string {
  const id = people.get(name);
  if (id === undefined) throw new Error(`There is no ${name}.`);
  return id;
}
