/**
 * Known mistakes that are planted into the application from outside, one at a time: the simulator
 * proves itself by finding each of them.
 */
import type { Chance } from "../chance";
import type { FetchedSheet } from "@/lib/server/cashrec/client";

export type Planted = {
  name: string;
  /** Returns null where the statement is left away. */
  statement?: (text: string, chance: Chance) => string | null;
  sheets?: (sheets: FetchedSheet[], chance: Chance) => FetchedSheet[];
};

const SOME = 0.3;

export const PLANTED: readonly Planted[] = [
  {
    name: "a recompute is left away",
    statement: (text, chance) =>
      /coalesce\(r.state, 'open'\) = 'open'$/.test(text) && chance.happens(SOME)
        ? `${text} AND false`
        : text,
  },
  {
    name: "a command is acknowledged before it is committed",
    statement: (text, chance) => (/COMMIT/.test(text) && chance.happens(0.05) ? "ROLLBACK" : text),
  },
  {
    name: "the lock of a day is skipped",
    statement: (text) => (/pg_advisory_xact_lock\(\$1::int, number\)/.test(text) ? null : text),
  },
  {
    name: "an entry of the trail is left away",
    statement: (text, chance) =>
      /^\s*INSERT INTO audit_entry/.test(text) && chance.happens(SOME) ? null : text,
  },
  {
    name: "an entry of the trail is written twice",
    statement: (text, chance) =>
      /^\s*INSERT INTO audit_entry/.test(text) && chance.happens(SOME)
        ? text.replace("FROM unnest(", "FROM generate_series(1, 2) AS again CROSS JOIN unnest(")
        : text,
  },
  {
    name: "a count is lost",
    statement: (text, chance) =>
      /^\s*INSERT INTO till_count/.test(text) && chance.happens(SOME) ? null : text,
  },
  {
    name: "the cells of a day are not updated",
    statement: (text, chance) =>
      /^\s*INSERT INTO variance_day/.test(text) && chance.happens(SOME) ? null : text,
  },
  {
    name: "a part has the clock of the machine",
    statement: (text) =>
      /sync_part SET state/.test(text) ? text.replaceAll(/\bnow\(\)/g, "pg_catalog.now()") : text,
  },
  {
    name: "half of a page is stored",
    sheets: (sheets, chance) => sheets.map((one) => (chance.happens(SOME) ? withHalf(one) : one)),
  },
  {
    name: "refunds have the wrong sign",
    sheets: (sheets) => sheets.map(withoutSigns),
  },
  {
    name: "a part is stored twice over",
    sheets: (sheets, chance) => sheets.map((one) => (chance.happens(SOME) ? withTwice(one) : one)),
  },
  {
    name: "a part that was not read counts as done",
    statement: (text, chance) =>
      /^\s*SELECT k\.centre_id AS "centreId"[^]*LEFT JOIN cash_sheet s/.test(text) &&
      chance.happens(SOME)
        ? `SELECT * FROM (${text}) due WHERE false`
        : text,
  },
];

function withoutSigns(one: FetchedSheet): FetchedSheet {
  const shifts = one.sheet.shifts.map((shift) =>
    Object.assign({}, shift, {
      tenders: (shift.tenders ?? []).map((tender) =>
        Object.assign({}, tender, {
          amount:
            tender.amount &&
            Object.assign({}, tender.amount, {
              amount: Math.abs(tender.amount.amount),
            }),
        }),
      ),
    }),
  );
  return Object.assign({}, one, { sheet: Object.assign({}, one.sheet, { shifts }) });
}

function withHalf(one: FetchedSheet): FetchedSheet {
  const shifts = one.sheet.shifts.slice(0, Math.ceil(one.sheet.shifts.length / 2));
  return Object.assign({}, one, { sheet: Object.assign({}, one.sheet, { shifts }) });
}

function withTwice(one: FetchedSheet): FetchedSheet {
  const shifts = [...one.sheet.shifts, ...one.sheet.shifts];
  return Object.assign({}, one, {
    sheet: Object.assign({}, one.sheet, { shifts }),
    hash: one.hash.replace(/^./, "f"),
  });
}
