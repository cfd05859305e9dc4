import "server-only";

/** Reads the spot counts and hand-overs of one day, by till, the latest first. */
import type { TillEvents } from "@/lib/contracts/hand-over";
import { type DayKey, formatTillKey } from "@/lib/domain/keys";
import { computeDisagreement } from "@/lib/domain/till-count/hand-over";
import type { Sql } from "../db/sql";

export type EventsOfTill = TillEvents & { shiftId: string; tillId: string };

type Items = TillEvents["spots"][number]["denominations"];
type SpotRow = {
  shiftId: string;
  tillId: string;
  number: number;
  counted: string;
  denominations: Items;
  by: string;
  at: Date;
};
type HandOverRow = {
  shiftId: string;
  tillId: string;
  number: number;
  given: string;
  givenItems: Items;
  givenById: string;
  givenBy: string;
  givenAt: Date;
  text: string | null;
  taken: string | null;
  takenItems: Items;
  takenBy: string;
  takenAt: Date | null;
  takenText: string | null;
  confirmedBy: "session" | "pin" | null;
};

const ROWS_MAX = 500;

export async function listTillEvents(
  run: Sql,
  day: DayKey,
  readerId: string,
): Promise<EventsOfTill[]> {
  const [spots, handOvers] = await Promise.all([listSpots(run, day), listHandOvers(run, day)]);
  const tills = new Map<string, EventsOfTill>();
  const at = ({ shiftId, tillId }: { shiftId: string; tillId: string }) => {
    const key = formatTillKey({ shiftId, tillId });
    const till = tills.get(key) ?? { shiftId, tillId, spots: [], handOvers: [] };
    tills.set(key, till);
    return till;
  };
  for (const { counted, by, at: when, number, denominations, ...till } of spots) {
    const countedMinor = Number(counted);
    const spot = { number, countedMinor, denominations, by, at: when.toISOString() };
    at(till).spots.push(spot);
  }
  for (const row of handOvers) at(row).handOvers.push(toHandOver(row, readerId));
  return [...tills.values()];
}

async function listSpots(run: Sql, { centreId, businessDate }: DayKey): Promise<SpotRow[]> {
  return run<SpotRow>(
    `SELECT s.shift_id AS "shiftId", s.till_id AS "tillId", s.number,
            s.counted_minor AS counted, s.denominations, coalesce(u.name, '') AS by,
            s.counted_at AS at
       FROM spot_count s LEFT JOIN "user" u ON u.id = s.counted_by_id
      WHERE s.centre_id = $1 AND s.business_date = $2
      ORDER BY s.shift_id, s.till_id, s.number DESC LIMIT ${ROWS_MAX}`,
    [centreId, businessDate],
  );
}

async function listHandOvers(run: Sql, { centreId, businessDate }: DayKey): Promise<HandOverRow[]> {
  return run<HandOverRow>(
    `SELECT h.shift_id AS "shiftId", h.till_id AS "tillId", h.number, h.given_minor AS given,
            h.denominations AS "givenItems", h.given_by_id AS "givenById",
            coalesce(g.name, '') AS "givenBy",
            h.given_at AS "givenAt", h.text, t.taken_minor AS taken,
            t.denominations AS "takenItems",
            coalesce(u.name, '') AS "takenBy", t.taken_at AS "takenAt",
            t.text AS "takenText", t.confirmed_by AS "confirmedBy"
       FROM hand_over h
       LEFT JOIN take_over t USING (centre_id, business_date, shift_id, till_id, number)
       LEFT JOIN "user" g ON g.id = h.given_by_id
       LEFT JOIN "user" u ON u.id = t.taken_by_id
      WHERE h.centre_id = $1 AND h.business_date = $2
      ORDER BY h.shift_id, h.till_id, h.number DESC LIMIT ${ROWS_MAX}`,
    [centreId, businessDate],
  );
}

function toHandOver(row: HandOverRow, readerId: string): TillEvents["handOvers"][number] {
  const givenMinor = Number(row.given);
  const { number, givenBy, text, taken, takenAt, confirmedBy } = row;
  const givenAt = row.givenAt.toISOString();
  const given = { number, givenMinor, givenBy, givenAt, text, denominations: row.givenItems };
  const base = { ...given, isOwn: row.givenById === readerId };
  if (taken === null || takenAt === null || confirmedBy === null) return { ...base, taken: null };
  const takenMinor = Number(taken);
  return {
    ...base,
    taken: {
      takenMinor,
      denominations: row.takenItems,
      by: row.takenBy,
      at: takenAt.toISOString(),
      text: row.takenText,
      confirmedBy,
      differenceMinor: computeDisagreement(givenMinor, takenMinor),
    },
  };
}
