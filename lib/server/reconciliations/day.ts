import "server-only";

/**
 * Reads one centre on one day, with all that explains it. Returns null when there is no such
 * centre. Each section that has its own rules has its own file.
 */
import type { DayDetail, LineRow } from "@/lib/contracts/reconciliation";
import { groupFailures } from "@/lib/domain/failure-groups";
import { VERDICTS } from "@/lib/domain/line";
import type { DayKey } from "@/lib/domain/keys";
import { listAttachments } from "../attachments/queries";
import { refuseArchived } from "../db/archived";
import { readingByKeys, sql } from "../db/sql";
import { findDayEntity } from "../entities/day-entity";
import { listFailures } from "../sync/failed-readings";
import { listTillEvents } from "../till-counts/event-queries";
import { listHints } from "../till-counts/quality";
import { listCountsOfDay } from "../till-counts/queries";
import { listCauses } from "../causes/list-causes";
import { readTerms, STORED_TERMS, type StoredTerms, toLongTerm } from "../recompute/stored-terms";
import { findChangedSheet } from "./day-changed-sheet";
import { listSheetFindings } from "./day-findings";
import { listThreadSummaries } from "./day-threads";
import { findSheetFacts } from "./day-sheet-facts";
import { readMovesOfDay } from "../workflow/queries";
import { findDayExplanations } from "./day-explanations";
import { DAY_COLUMNS, type DayRecord, instantOf, LINE } from "../line-search/rows";
import { type LineRecord, readLine, toDay } from "../line-search/rows";

const AUDIT_ENTRIES_MAX = 200;

type LineDetails = DayDetail["lineDetails"];
type Terms = LineDetails[number]["terms"];

/** `readerId` is the user whose possible moves are included, and whose counts have no hints. */
export async function findDay(key: DayKey, readerId: string): Promise<DayDetail | null> {
  await refuseArchived(key.businessDate);
  return readingByKeys(() => readDay(key, readerId));
}

async function readDay(key: DayKey, readerId: string): Promise<DayDetail | null> {
  const lines = listLinesOfDay(key);
  const [head, sections, records] = await Promise.all([
    findHead(key),
    readSections(key, readerId, lines),
    readRecords(key),
  ]);
  if (head === null) return null;
  const lineDetails = await lines;
  const changed = await findChangedSheet(key, head.changedSheetVersion, lineDetails);
  const { moves, explanations, ...others } = sections;
  const { around, ...stored } = records;
  return {
    ...head,
    ...stored,
    ...around,
    ...others,
    ...moves,
    ...explanations,
    lineDetails,
    changed,
  };
}

/** Of the day itself, and of the days beside it. */
async function readRecords(key: DayKey) {
  const [entity, counts, sheetVersions, sheetReadAt, notes, trail, failures, around] =
    await Promise.all([
      findDayEntity(sql, key, null),
      listCountsOfDay(key),
      listSheetVersions(key),
      findReadAt(key),
      listNotes(key),
      listAuditEntries(key),
      listFailures([key.centreId], key.businessDate, key.businessDate),
      findDatesAround(key),
    ]);
  const records = { entity, counts, sheetVersions, sheetReadAt, notes, trail, around };
  return { ...records, failures: groupFailures(failures) };
}

/** What has rules of its own. */
async function readSections(key: DayKey, readerId: string, lines: Promise<LineDetails>) {
  const [moves, sheetFacts, explanations, causes, hints, findings, threads, ...rest] =
    await Promise.all([
      readMovesOfDay(key, readerId, lines),
      findSheetFacts(key, lines),
      findDayExplanations(sql, key, lines),
      listCauses(sql, key),
      listHints(key, readerId),
      listSheetFindings(key),
      listThreadSummaries(sql, key),
      listAttachments(sql, key),
      listTillEvents(sql, key, readerId),
    ]);
  const [attachments, tillEvents] = rest;
  return {
    moves,
    sheetFacts,
    explanations,
    causes,
    hints,
    findings,
    threads,
    attachments,
    tillEvents,
  };
}

async function findHead({ centreId, businessDate }: DayKey) {
  const [row] = await sql<DayRecord>(
    `SELECT ${DAY_COLUMNS} FROM reconciliation d JOIN centre c ON c.id = d.centre_id
      WHERE d.centre_id = $1 AND d.business_date = $2`,
    [centreId, businessDate],
  );
  return row === undefined ? findEmptyHead({ centreId, businessDate }) : toDay(row);
}

/** Version 0 means that nothing is stored of this day. */
async function findEmptyHead({ centreId, businessDate }: DayKey) {
  const [centre] = await sql<{ name: string; currency: string }>(
    `SELECT name, currency FROM centre WHERE id = $1`,
    [centreId],
  );
  if (centre === undefined) return null;
  const lines = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as LineCounts;
  return {
    centreId,
    centreName: centre.name,
    businessDate,
    currency: centre.currency,
    state: "open" as const,
    version: 0,
    hasSheet: false,
    sheetStatus: null,
    findingCount: 0,
    lines,
    expectedMinor: 0,
    countedMinor: 0,
    shortMinor: 0,
    overMinor: 0,
    netMinor: 0,
    uncountedMinor: 0,
    unexpectedMinor: 0,
    sheetVersion: 0,
    sheetSource: "cashrec" as const,
    salesMinor: 0,
    unexplainedLines: 0,
    unwaivedLines: 0,
    recountLines: 0,
    approvalLines: 0,
    changedSheetVersion: null,
  };
}
type LineCounts = DayDetail["lines"];

async function listLinesOfDay({ centreId, businessDate }: DayKey) {
  const rows = await sql<LineRecord & { terms: StoredTerms | null }>(
    `SELECT ${LINE}, ${STORED_TERMS} AS terms
       FROM reconciliation_line l JOIN centre c ON c.id = l.centre_id
      WHERE l.centre_id = $1 AND l.business_date = $2
      ORDER BY l.shift_id, l.till_id, l.tender_id`,
    [centreId, businessDate],
  );
  return rows.map((row): LineRow & { terms: Terms } => {
    const terms = row.terms === null ? null : readTerms(row.terms).map(toLongTerm);
    return { ...readLine(row), terms };
  });
}

type SheetVersionRecord = {
  version: number;
  fetchedAt: Date;
  hash: string | null;
  isThinned: boolean;
  fileName: string | null;
  fileHash: string | null;
  by: string;
};

async function listSheetVersions({ centreId, businessDate }: DayKey) {
  const rows = await sql<SheetVersionRecord>(
    `SELECT v.version, v.fetched_at AS "fetchedAt", v.hash,
            v.hash IS NOT NULL AND v.payload IS NULL AS "isThinned", i.file_name AS "fileName",
            i.file_hash AS "fileHash", coalesce(u.name, '') AS by
       FROM cash_sheet_version v
       LEFT JOIN cash_sheet_import i ON i.id = v.import_id
       LEFT JOIN "user" u ON u.id = i.imported_by_id
      WHERE v.centre_id = $1 AND v.business_date = $2 ORDER BY v.version DESC`,
    [centreId, businessDate],
  );
  return rows.map(({ version, fetchedAt, hash, isThinned, fileName, fileHash, by }) => {
    const file = fileName === null ? null : { name: fileName, hash: fileHash ?? "", by };
    return { version, fetchedAt: fetchedAt.toISOString(), hash, isThinned, file };
  });
}

async function findReadAt({ centreId, businessDate }: DayKey): Promise<string | null> {
  const [row] = await sql<{ read_at: Date }>(
    `SELECT read_at FROM cash_sheet WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  return instantOf(row?.read_at ?? null);
}

async function listNotes({ centreId, businessDate }: DayKey): Promise<DayDetail["notes"]> {
  const rows = await sql<Omit<DayDetail["notes"][number], "createdAt"> & { createdAt: Date }>(
    `SELECT n.id, n.text, coalesce(u.name, '') AS author, n.created_at AS "createdAt",
            n.shift_id AS "shiftId", n.till_id AS "tillId", n.tender_id AS "tenderId"
       FROM note n LEFT JOIN "user" u ON u.id = n.author_id
      WHERE n.centre_id = $1 AND n.business_date = $2
      ORDER BY n.created_at, n.id`,
    [centreId, businessDate],
  );
  return rows.map((note) => ({ ...note, createdAt: note.createdAt.toISOString() }));
}

/** Lists the newest first, because a reader wants to know what happened last. */
async function listAuditEntries({ centreId, businessDate }: DayKey): Promise<DayDetail["trail"]> {
  const rows = await sql<{ action: string; by: string | null; at: Date }>(
    `SELECT a.action, u.name AS by, a.at
       FROM audit_entry a LEFT JOIN "user" u ON u.id = a.actor_id
      WHERE a.centre_id = $1 AND a.business_date = $2
      ORDER BY a.id DESC LIMIT ${AUDIT_ENTRIES_MAX}`,
    [centreId, businessDate],
  );
  return rows.map(({ action, by, at }) => ({ action, by, at: at.toISOString() }));
}

/** Finds the nearest days of this centre of which something is known. */
async function findDatesAround({ centreId, businessDate }: DayKey) {
  const [row] = await sql<{ previous: string | null; next: string | null }>(
    `SELECT (SELECT max(business_date) FROM reconciliation
              WHERE centre_id = $1 AND business_date < $2) AS previous,
            (SELECT min(business_date) FROM reconciliation
              WHERE centre_id = $1 AND business_date > $2) AS next`,
    [centreId, businessDate],
  );
  return { previousDate: row?.previous ?? null, nextDate: row?.next ?? null };
}
