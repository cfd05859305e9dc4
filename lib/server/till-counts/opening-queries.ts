import "server-only";

/** Reads the float of each till found at opening, and the amounts that it is compared with. */
import type { OpeningOfTill } from "@/lib/contracts/count-settings";
import { type BlindMode, mayReveal } from "@/lib/domain/till-count/blind-count";
import { findAgreedFloat, findLeftBefore } from "@/lib/domain/till-count/float";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { listAgreedFloats, listClosings } from "../floats/queries";

export type TillKey = DayKey & { shiftId: string; tillId: string };

type OpeningRow = Pick<TillKey, "shiftId" | "tillId"> & {
  version: number;
  counted: string;
  denominations: NonNullable<OpeningOfTill["count"]>["denominations"];
  previous: string | null;
  agreed: string | null;
  by: string;
  at: Date;
};
export type StoredOpening = Pick<TillKey, "shiftId" | "tillId"> &
  NonNullable<OpeningOfTill["count"]> & {
    previousMinor: number | null;
    agreedMinor: number | null;
  };

/** Returns the current amounts that an opening of the till is compared with. */
export type KnownOfTills = (till: Omit<TillKey, "centreId">) => {
  agreedMinor: number | null;
  previousMinor: number | null;
  previousDate: string | null;
};

export async function readKnown(inside: Sql, day: DayKey): Promise<KnownOfTills> {
  const floats = await listAgreedFloats(inside, day.centreId);
  const closings = await listClosings(inside, day);
  return (till) => {
    const before = findLeftBefore(closings, floats, till);
    return {
      agreedMinor: findAgreedFloat(floats, till),
      previousMinor: before?.left ?? null,
      previousDate: before?.businessDate ?? null,
    };
  };
}

/** Lists the opening counts in force of a day. */
export async function listOpenings(inside: Sql, day: DayKey): Promise<StoredOpening[]> {
  const rows = await inside<OpeningRow>(
    `SELECT DISTINCT ON (o.shift_id, o.till_id)
            o.shift_id AS "shiftId", o.till_id AS "tillId", o.version, o.denominations,
            o.counted_minor AS counted, o.previous_minor AS previous, o.agreed_minor AS agreed,
            coalesce(u.name, '') AS by, o.counted_at AS at
       FROM opening_count o LEFT JOIN "user" u ON u.id = o.counted_by_id
      WHERE o.centre_id = $1 AND o.business_date = $2
      ORDER BY o.shift_id, o.till_id, o.version DESC`,
    [day.centreId, day.businessDate],
  );
  return rows.map(({ counted, previous, agreed, by, at, ...row }) => ({
    ...row,
    countedMinor: Number(counted),
    previousMinor: numberOf(previous),
    agreedMinor: numberOf(agreed),
    countedBy: by,
    countedAt: at.toISOString(),
  }));
}

/**
 * A stored opening has the amounts that it was compared with; before it, what the last closing left
 * may not be revealed.
 */
export function openingOf(
  mode: BlindMode,
  known: ReturnType<KnownOfTills>,
  opening: StoredOpening | null,
): OpeningOfTill {
  if (opening === null) {
    const { agreedMinor, previousMinor, previousDate } = known;
    const isRevealed = mayReveal(mode, { isCounted: false, isRecountWanted: false });
    return { agreedMinor, ...(isRevealed ? { previousMinor, previousDate } : {}), count: null };
  }
  const { agreedMinor, previousMinor, countedMinor, denominations } = opening;
  const { version, countedBy, countedAt } = opening;
  return {
    agreedMinor,
    previousMinor,
    previousDate: previousMinor === known.previousMinor ? known.previousDate : null,
    count: { countedMinor, denominations, version, countedBy, countedAt },
    agreedDifferenceMinor: agreedMinor === null ? null : countedMinor - agreedMinor,
    previousDifferenceMinor: previousMinor === null ? null : countedMinor - previousMinor,
  };
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
