import "server-only";

/** Writes what a centre's shifts, tills and tenders are called, each with the day that says so. */
import type { DayKey } from "@/lib/domain/keys";
import type { Line } from "@/lib/domain/line";
import type { Transaction } from "../db/sql";

type NamedLine = Pick<
  Line,
  "shiftId" | "shiftName" | "tillId" | "tillName" | "tenderId" | "tenderName" | "tenderKind"
>;
export type NamedDay = DayKey & { all: readonly NamedLine[] };

type Name = {
  centreId: string;
  kind: "shift" | "till" | "tender";
  id: string;
  name: string | null;
  tenderKind: string | null;
  usedOn: string;
};

/** Whether lines of a newer day say what the key is called. Those of the days are stored before. */
const NAMED_ON_A_NEWER_DAY = `EXISTS (
  SELECT FROM reconciliation_line l
   WHERE l.centre_id = k.centre_id AND l.business_date > k.used_on
     AND CASE k.kind
           WHEN 'shift' THEN l.shift_id = k.named_id AND l.shift_name IS NOT NULL
           WHEN 'till' THEN l.till_id = k.named_id AND l.till_name IS NOT NULL
           ELSE l.tender_id = k.named_id
            AND (l.tender_name IS NOT NULL OR l.tender_kind IS NOT NULL)
         END)`;

/**
 * Rows are only added. A name is written if it differs from that of the newest day so far, and no
 * newer day has one; what has a name is not written again without one. Of two writers of different
 * days who do not see each other, the newer day prevails, because readers ask for it.
 */
export async function writeNames({ sql }: Transaction, days: readonly NamedDay[]): Promise<void> {
  const names = listNames(days);
  if (names.length === 0) return;
  await sql(
    `INSERT INTO variance_name (centre_id, kind, named_id, name, tender_kind, used_on)
     SELECT k.centre_id, k.kind, k.named_id, k.name, k.tender_kind, k.used_on
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS k (centre_id, kind, named_id, name, tender_kind, used_on)
       LEFT JOIN LATERAL (
         SELECT v.id, v.name, v.tender_kind, v.used_on,
                v.name IS NOT NULL OR v.tender_kind IS NOT NULL AS is_named
           FROM variance_name v
          WHERE v.centre_id = k.centre_id AND v.kind = k.kind AND v.named_id = k.named_id
          ORDER BY (v.name IS NULL AND v.tender_kind IS NULL), v.used_on DESC NULLS LAST, v.id DESC
          LIMIT 1) newest ON true
      WHERE newest.id IS NULL
         OR (NOT newest.is_named OR k.name IS NOT NULL OR k.tender_kind IS NOT NULL)
        AND (newest.used_on IS NULL
          OR (newest.used_on <= k.used_on OR NOT newest.is_named)
         AND (k.name IS DISTINCT FROM newest.name
           OR k.tender_kind IS DISTINCT FROM newest.tender_kind)
         AND NOT ${NAMED_ON_A_NEWER_DAY})`,
    [
      names.map((one) => one.centreId),
      names.map((one) => one.kind),
      names.map((one) => one.id),
      names.map((one) => one.name),
      names.map((one) => one.tenderKind),
      names.map((one) => one.usedOn),
    ],
  );
}

type Known = Record<Name["kind"], Map<string, Name>>;

function newKnown(): Known {
  return { shift: new Map(), till: new Map(), tender: new Map() };
}

/** Lists one name for each key, that of its newest day. Lines repeat nearly all of them. */
function listNames(days: readonly NamedDay[]): Name[] {
  const knownOf = new Map<string, Known>();
  for (const { centreId, businessDate: usedOn, all } of days) {
    const known = knownOf.get(centreId) ?? newKnown();
    knownOf.set(centreId, known);
    const add = (
      kind: Name["kind"],
      id: string,
      name: string | null,
      tenderKind: string | null,
    ) => {
      const before = known[kind].get(id);
      if (before !== undefined && before.name === name && before.tenderKind === tenderKind) {
        if (before.usedOn < usedOn) before.usedOn = usedOn;
        return;
      }
      const one = { centreId, kind, id, name, tenderKind, usedOn };
      if (before === undefined || replaces(one, before)) known[kind].set(id, one);
    };
    for (const line of all) {
      add("shift", line.shiftId, line.shiftName, null);
      add("till", line.tillId, line.tillName, null);
      add("tender", line.tenderId, line.tenderName, line.tenderKind);
    }
  }
  return [...knownOf.values()].flatMap((known) =>
    Object.values(known).flatMap((named) => [...named.values()]),
  );
}

/** A newer day's name does, or any if there was none; of one day, the line that is last. */
function replaces(one: Name, before: Name): boolean {
  if (isNamed(one) !== isNamed(before)) return isNamed(one);
  return one.usedOn >= before.usedOn;
}

function isNamed({ name, tenderKind }: Name): boolean {
  return name !== null || tenderKind !== null;
}
