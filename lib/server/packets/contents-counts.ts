import "server-only";

/**
 * Lists every count of a day, including those that were replaced: of tills at closing and of
 * floats.
 */
import type { CountItem } from "@/lib/contracts/count-settings";
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";

export type Version = CountVersion & { floatLeftMinor: number | null };

/** Lists by line, and the versions of a line from the first. */
export async function listVersions(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Version[]> {
  const rows = await run<VersionRecord>(
    `SELECT t.shift_id AS "shiftId", t.till_id AS "tillId", t.tender_id AS "tenderId", t.version,
            t.counted_minor AS counted, t.denominations, t.float_left_minor AS left, t.source,
            coalesce(u.name, '') AS "countedBy", t.counted_at AS at
       FROM till_count t LEFT JOIN "user" u ON u.id = t.counted_by_id
      WHERE t.centre_id = $1 AND t.business_date = $2
      ORDER BY t.shift_id, t.till_id, t.tender_id, t.version`,
    [centreId, businessDate],
  );
  return rows.map(({ counted, left, at, ...row }) => ({
    ...row,
    countedMinor: Number(counted),
    floatLeftMinor: amountOf(left),
    countedAt: at.toISOString(),
  }));
}

type VersionRecord = Omit<Version, "countedMinor" | "floatLeftMinor" | "countedAt"> & {
  counted: string;
  left: string | null;
  at: Date;
};

export type Opening = {
  shiftId: string;
  tillId: string;
  version: number;
  countedMinor: number;
  denominations: CountItem[] | null;
  /** This is the amount with which it was compared; it is null when there was none. */
  previousMinor: number | null;
  agreedMinor: number | null;
  countedBy: string;
  countedAt: string;
};

export async function listOpenings(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Opening[]> {
  const rows = await run<OpeningRecord>(
    `SELECT o.shift_id AS "shiftId", o.till_id AS "tillId", o.version, o.counted_minor AS counted,
            o.denominations, o.previous_minor AS previous, o.agreed_minor AS agreed,
            coalesce(u.name, '') AS "countedBy", o.counted_at AS at
       FROM opening_count o LEFT JOIN "user" u ON u.id = o.counted_by_id
      WHERE o.centre_id = $1 AND o.business_date = $2
      ORDER BY o.shift_id, o.till_id, o.version`,
    [centreId, businessDate],
  );
  return rows.map(({ counted, previous, agreed, at, ...row }) => ({
    ...row,
    countedMinor: Number(counted),
    previousMinor: amountOf(previous),
    agreedMinor: amountOf(agreed),
    countedAt: at.toISOString(),
  }));
}

type OpeningRecord = Pick<
  Opening,
  "shiftId" | "tillId" | "version" | "denominations" | "countedBy"
> & { counted: string; previous: string | null; agreed: string | null; at: Date };
