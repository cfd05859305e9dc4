import "server-only";

/** Reads the moves of a day: those made, those the reader may make, and limits of the month. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { May } from "@/lib/contracts/workflow";
import {
  listBarred,
  dayRefusal,
  MOVE_PERMISSIONS,
  type MoveName,
  MOVES,
  personRefusal,
} from "@/lib/domain/workflow/workflow";
import type { DayKey } from "@/lib/domain/keys";
import type { Permission } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { type DayFound, findDayFacts } from "./day-facts";
import { listPeople, readPermissions } from "./eligible-people";
import { PASSWORD_LINK } from "./password-links";

/** This is more than a day ever has; it is a limit all the same. */
const MOVES_MAX = 200;

type Section = Pick<DayDetail, "moves" | "quiet" | "may" | "monthLimits">;

/** The lines name tills and tenders; they may still be on their way. */
export async function readMovesOfDay(
  key: DayKey,
  readerId: string,
  linesOfDay: Promise<DayDetail["lineDetails"]>,
): Promise<Section> {
  const [moves, quiet, found, holds, lines] = await Promise.all([
    listMoves(key),
    findQuietDay(key),
    findDayFacts(sql, key),
    readPermissions(sql, { userId: readerId, centreId: key.centreId }),
    linesOfDay,
  ]);
  if (found === null) return { moves, quiet, may: {} as May, monthLimits: [] };
  return {
    moves,
    quiet,
    may: await readMay(key, { readerId, holds }, found),
    monthLimits: found.monthLimits.map(({ tillId, tenderId, total, limit, unexplained }) => {
      const named = lines.find((line) => line.tillId === tillId && line.tenderId === tenderId);
      const names = {
        tillName: named?.tillName ?? null,
        tenderName: named?.tenderName ?? null,
      };
      return { tillId, tenderId, ...names, totalMinor: total, limitMinor: limit, unexplained };
    }),
  };
}

type MoveRecord = Omit<DayDetail["moves"][number], "at"> & { at: Date };

async function listMoves({ centreId, businessDate }: DayKey): Promise<DayDetail["moves"]> {
  const rows = await sql<MoveRecord>(
    `SELECT m.number, m.move, m.from_state AS "from", m.to_state AS "to",
            m.sheet_version AS "sheetVersion", u.name AS by, m.actor_id::text AS "byId",
            m.rule_version AS "ruleVersion", m.text, m.moved_at AS at,
            ${PASSWORD_LINK} AS "passwordLink"
       FROM move m LEFT JOIN "user" u ON u.id = m.actor_id
      WHERE m.centre_id = $1 AND m.business_date = $2
      ORDER BY m.number DESC LIMIT ${MOVES_MAX}`,
    [centreId, businessDate],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

type QuietRecord = Omit<NonNullable<DayDetail["quiet"]>, "at"> & { at: Date };

async function findQuietDay({ centreId, businessDate }: DayKey): Promise<DayDetail["quiet"]> {
  const [row] = await sql<QuietRecord>(
    `SELECT y.outcome, y.rule_version AS "ruleVersion", q.sample_percent AS "samplePercent",
            y.decided_at AS at
       FROM quiet_day y
       JOIN quiet_rule q ON q.centre_id = y.rule_scope AND q.version = y.rule_version
      WHERE y.centre_id = $1 AND y.business_date = $2`,
    [centreId, businessDate],
  );
  if (row === undefined) return null;
  const { outcome, ruleVersion, samplePercent, at } = row;
  return { outcome, ruleVersion, samplePercent, at: at.toISOString() };
}

type Reader = { readerId: string; holds: (permission: Permission) => boolean };

async function readMay(
  { centreId }: DayKey,
  { readerId, holds }: Reader,
  found: DayFound,
): Promise<May> {
  const refusals = await Promise.all(
    MOVES.map((move) =>
      findRefusal(move, found, { centreId, readerId, isPermitted: holds(MOVE_PERMISSIONS[move]) }),
    ),
  );
  return Object.fromEntries(MOVES.map((move, index) => [move, refusals[index] ?? null])) as May;
}

/**
 * People are named only for a move that could be made now: nobody can, while the day itself
 * refuses.
 */
async function findRefusal(
  move: MoveName,
  { facts }: DayFound,
  reader: { centreId: string; readerId: string; isPermitted: boolean },
): Promise<May[MoveName]> {
  const { centreId, readerId, isPermitted } = reader;
  const ofDay = dayRefusal(move, facts);
  if (ofDay !== null) return { reason: isPermitted ? ofDay : "not-permitted" };
  const reason = isPermitted ? personRefusal(move, facts, readerId) : "not-permitted";
  if (reason === null) return null;
  const except = [...listBarred(move, facts), readerId];
  const permission = MOVE_PERMISSIONS[move];
  return { reason, people: await listPeople(sql, { centreId, permission, except }) };
}
