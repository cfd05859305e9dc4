import "server-only";

/**
 * Verifies one day on demand: that its entries are unbroken in the chain up to the head, that its
 * counts, explanations and moves are what they record, and that its figures are what a rebuild
 * computes. The cost is that of one day and of the entries after its first, and has a limit.
 */
import type { DayVerification } from "@/lib/contracts/audit";
import { type Anchor, type BrokenLink, ROOT } from "@/lib/domain/audit/chain";
import { compareRecords, type DayFinding } from "@/lib/domain/audit/day-records";
import type { DayKey } from "@/lib/domain/keys";
import { type Actor, proveAnywhere, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { findFirstAnchor, mayBeArchived } from "../audit/first-anchor";
import { anchorText } from "../audit/head";
import { verifyAudit } from "../audit/verify";
import { refuseArchived } from "../db/archived";
import { inSnapshot, type Sql, sql, type Transaction } from "../db/sql";
import { log } from "../log";
import { changedSignedDays } from "../recompute/mark-signed-days";
import { compareLines, type Signed } from "./compare-lines";
import { type ChainedEntry, type DayFacts, ENTRIES_MAX, readDayFacts } from "./read-day-records";

const MS_MAX = 15_000;
const FINDINGS_MAX = 50;
/** Each holds two connections. */
const RUNNING_MAX = 2;

let running = 0;

/** Only a reader of every centre gets the head, as elsewhere. */
export async function verifyDay(
  _scope: Scope<"audit:view">,
  { centreId, date }: { centreId: string; date: string },
  actor: Actor,
): Promise<DayVerification> {
  if (running >= RUNNING_MAX) {
    const message = "Other days are being verified. Try again in a moment.";
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: 5 });
  }
  running += 1;
  try {
    const isWhole = proveAnywhere(actor, "audit:view")?.centreIds === null;
    return await verify({ centreId, businessDate: date }, isWhole);
  } finally {
    running -= 1;
  }
}

async function verify(day: DayKey, isWhole: boolean): Promise<DayVerification> {
  await refuseArchived(day.businessDate);
  const { facts, findings, isArchived } = await inSnapshot((tx) => compareDay(tx, day));
  const chain = await followChain(facts.entries.slice(0, ENTRIES_MAX));
  const isComplete = chain.isComplete && facts.entries.length <= ENTRIES_MAX && !isArchived;
  const ok = chain.broken === null && findings.length === 0;
  const about = { part: "audit", ...day, head: anchorText(chain.head), complete: isComplete };
  if (ok) log().info(about, "the day is as its trail and the rebuild have it");
  else log().error({ ...about, broken: chain.broken, findings }, "the day is not as recorded");
  return {
    ok,
    complete: isComplete,
    isArchived,
    entries: facts.entries.length,
    lines: facts.lines,
    head: isWhole ? { id: String(chain.head.id), hash: chain.head.hash } : null,
    firstBroken:
      chain.broken === null ? null : { id: String(chain.broken.id), fault: chain.broken.fault },
    findings: findings.slice(0, FINDINGS_MAX).map(({ entryId, ...finding }) => ({
      ...finding,
      entryId: entryId === null ? null : String(entryId),
    })),
    findingCount: findings.length,
  };
}

type Compared = { facts: DayFacts; findings: DayFinding[]; isArchived: boolean };

async function compareDay(tx: Transaction, day: DayKey): Promise<Compared> {
  const facts = await readDayFacts(tx.sql, day);
  const isArchived = mayBeArchived(await findFirstAnchor(tx.sql), day.businessDate);
  const findings = [
    ...facts.changedSheets.map(({ version }) => describeSheet(version)),
    // What records the counts of such a day may be in an archive.
    ...(isArchived ? [] : compareRecords(facts)),
  ];
  // Without a sheet that the day needs, nothing can be computed again.
  if (facts.changedSheets.some(({ isGone }) => isGone)) return { facts, findings, isArchived };
  const mark = await compareMark(tx, day);
  const figures = await compareFigures(tx, day, facts);
  return { facts, findings: [...findings, ...mark, ...figures], isArchived };
}

function describeSheet(version: number): DayFinding {
  const at = { about: "sheet", fault: "differs", line: null, number: version } as const;
  return { ...at, entryId: null, field: "hash", recorded: null, stored: null };
}

/** Whether a signed day is marked as changed since, and with which version of its sheet. */
async function compareMark(tx: Transaction, day: DayKey): Promise<DayFinding[]> {
  const at = { about: "day", fault: "differs", line: null, number: null, entryId: null } as const;
  const marks = await changedSignedDays(tx, [day]);
  return marks.map(({ changed }) => ({
    ...at,
    field: "changedSheetVersion",
    recorded: changed,
    stored: null,
  }));
}

/**
 * A rule that was saved while the day was being signed may or may not have been in force, so that
 * both the time of the move and that of its entry are tried.
 */
async function compareFigures(
  tx: Transaction,
  day: DayKey,
  { day: stored, entries }: DayFacts,
): Promise<DayFinding[]> {
  const isOpen = stored === null || stored.state === "open";
  const moved = isOpen ? null : await findSigningMove(tx.sql, day);
  if (moved === null) return compareLines(tx, day, null);
  const opening = entries.findLast(({ before }) => before?.state === "open");
  const moments: Signed[] = [opening?.at ?? moved.at, moved.at].map((at) => ({ ...moved, at }));
  let findings: DayFinding[] = [];
  for (const signed of moments) {
    findings = await compareLines(tx, day, signed);
    if (findings.length === 0) break;
  }
  return findings;
}

async function findSigningMove(sql: Sql, day: DayKey): Promise<Signed | null> {
  const [move] = await sql<Signed>(
    `SELECT moved_at AS at, sheet_version AS "sheetVersion" FROM move
      WHERE centre_id = $1 AND business_date = $2 AND from_state = 'open'
      ORDER BY number DESC LIMIT 1`,
    [day.centreId, day.businessDate],
  );
  return move ?? null;
}

type Followed = { head: Anchor; broken: BrokenLink | null; isComplete: boolean };

/** Follows the chain from the day's first entry to the head, past the entries of other days. */
async function followChain(entries: readonly ChainedEntry[]): Promise<Followed> {
  const [first] = entries;
  if (first === undefined) return { head: ROOT, broken: null, isComplete: true };
  const start = await findEntry(first.id - 1);
  if (start === null) {
    const broken = { id: first.id - 1, fault: "missing" } as const;
    return { head: ROOT, broken, isComplete: true };
  }
  return verifyAudit({ start, msMax: MS_MAX });
}

async function findEntry(id: number): Promise<Anchor | null> {
  if (id === ROOT.id) return ROOT;
  const [entry] = await sql<{ hash: string }>(
    `SELECT hash FROM audit_entry WHERE id = $1
     UNION ALL SELECT hash FROM audit_anchor WHERE id = $1`,
    [id],
  );
  return entry === undefined ? null : { id, hash: entry.hash };
}
