/**
 * Known mistakes that are planted into the application from outside, one at a time: the simulator
 * proves itself by finding each of them.
 */
import type { Chance } from "../figures/chance";
import type { FetchedSheet } from "@/lib/server/cashrec/client";

export type Planted = {
  name: string;
  /** It is also there in the calm and in the checks by the application itself. */
  lasts?: true;
  /** Returns null where the statement is left away. */
  statement?: (text: string, chance: Chance) => string | null;
  sheets?: (sheets: FetchedSheet[], chance: Chance) => FetchedSheet[];
};

const SOME = 0.3;
/** How a recompute leaves signed days alone. */
const OPEN_ALONE = "coalesce(r.state, 'open') = 'open'";

/** Every day seems open to whoever changes what belongs to one. */
function openForCounts(text: string): string {
  return text.replace(
    /^SELECT state, version FROM reconciliation/,
    "SELECT 'open' AS state, version FROM reconciliation",
  );
}

export const PLANTED: readonly Planted[] = [
  {
    name: "a recompute is left away",
    statement: (text, chance) =>
      text.endsWith(OPEN_ALONE) && chance.happens(SOME) ? `${text} AND false` : text,
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
      /sync_part( AS p)? SET state/.test(text)
        ? text.replaceAll(/\bnow\(\)/g, "pg_catalog.now()")
        : text,
  },
  {
    name: "a sync changes a signed day",
    lasts: true,
    statement: (text) => text.replace(OPEN_ALONE, "true"),
  },
  {
    name: "a count is taken for a signed day",
    lasts: true,
    statement: openForCounts,
  },
  {
    name: "a late count changes a signed day",
    lasts: true,
    statement: (text) => openForCounts(text.replace(OPEN_ALONE, "(NOT k.fresh OR $&)")),
  },
  {
    name: "a changed sheet of a signed day is not marked",
    lasts: true,
    statement: (text) => (/SET changed_sheet_version = k\.changed/.test(text) ? null : text),
  },
  {
    name: "a change after the accepted one is not marked",
    lasts: true,
    statement: (text) =>
      text.replace(
        "a.sheet_version AS accepted",
        "CASE WHEN a.sheet_version IS NOT NULL THEN s.version END AS accepted",
      ),
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
