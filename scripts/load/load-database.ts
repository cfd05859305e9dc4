/**
 * Fills a database with the record of a made-up group: its centres, people and tree, and what
 * happened at each till on each date. A load that was interrupted, or is to be larger, continues.
 */
import { addDays, listDays } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { findMapInForce } from "@/lib/server/cashrec/map-in-force";
import { claimSource } from "@/lib/server/cashrec/source";
import { prisma } from "@/lib/server/db/client";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { as } from "@/lib/server/demo/as";
import { ensureTolerances } from "@/lib/server/demo/tolerances";
import { saveOrganisation } from "@/lib/server/organisation/commands";
import { readRules } from "@/lib/server/recompute/read-rules";
import { foldManyAddends, foldVarianceTotals } from "@/lib/server/variances/fold";
import { type LoadedCentre, listTree, makeCentres } from "./group";
import { makeUnit, type Unit } from "./make-unit";
import { ADMINISTRATOR, makeHeadOffice, makeStaff, type People } from "./people";
import { storeUnit } from "./store-unit";

export type LoadOptions = {
  centres: number;
  days: number;
  /** The last business date. */
  until: string;
  /**
   * What people do in this share of the centres is in the audit trail. Each entry is chained to the
   * one before it, one after another, which takes longer than everything else about a day.
   */
  auditShare: number;
  /** It is called after each unit with what was stored so far, and what there is in all. */
  onProgress?: (done: Loaded, total: { centreDays: number }) => void;
};
export type Loaded = { centreDays: number; lines: number; counts: number; moves: number };

/** One transaction stores about so many centre-days. */
const DAYS_PER_UNIT = 120;
/** While the database stores a unit, the next one is made. */
const UNITS_AT_ONCE = 2;
/** Whether there is much to fold is looked at after so many units. */
const UNITS_PER_FOLD = 50;
const MARK = "load";

export async function loadDatabase(options: LoadOptions): Promise<Loaded> {
  await claimDatabase();
  // Only a record that is not the sandbox's is left alone by an application without Cashrec.
  await claimSource("live");
  const centres = makeCentres(options.centres, options.auditShare);
  const people = await makeGroup(centres);
  const map = await findMapInForce();
  const { ruleOf } = await inTransaction((tx) =>
    readRules(tx.sql, [{ centreId: "", businessDate: options.until }]),
  );
  const loaded: Loaded = { centreDays: 0, lines: 0, counts: 0, moves: 0 };
  const total = { centreDays: options.centres * options.days };
  const units = listUnits(centres, options);
  const today = addDays(options.until, 1);
  let stored = 0;
  const work = async () => {
    for (const { block, dates } of units) {
      const missing = await listMissing(block, dates);
      if (missing.length > 0) {
        const unit = makeUnit(missing, { map, ruleOf, today });
        await storeUnit(unit, people, map.hash);
        add(loaded, unit);
        stored += 1;
        if (stored % UNITS_PER_FOLD === 0) await foldManyAddends();
      }
      options.onProgress?.(loaded, total);
    }
  };
  await Promise.all(Array.from({ length: UNITS_AT_ONCE }, work));
  await foldVarianceTotals();
  return loaded;
}

/** Made-up days and people with a known password must not be added to a record that is in use. */
async function claimDatabase(): Promise<void> {
  if ((await prisma().setting.findUnique({ where: { name: MARK } })) !== null) return;
  const [users, centres] = await Promise.all([prisma().user.count(), prisma().centre.count()]);
  if (users + centres > 0) {
    throw new Error(
      "This database has centres or people already. Set DATA_DIR or DATABASE_URL to an empty one.",
    );
  }
  await prisma().setting.create({ data: { name: MARK, value: true } });
}

async function makeGroup(centres: readonly LoadedCentre[]): Promise<People> {
  await prisma().centre.createMany({
    data: centres.map(({ id, name, currency, timeZone, dayStartsAt }) => {
      return { id, name, currency, timeZone, dayStartsAt };
    }),
    skipDuplicates: true,
  });
  await ensureTolerances();
  const office = await makeHeadOffice();
  const administrator = as(office.get(ADMINISTRATOR) ?? "", "administrator", "centre:administer");
  await saveOrganisation(administrator, listTree(centres), {
    refuse: ([first]) => {
      throw new Error(`The tree is refused: ${JSON.stringify(first)}`);
    },
  });
  return new Map([...office, ...(await makeStaff(centres))]);
}

type Block = { block: LoadedCentre[]; dates: string[] };

/**
 * Month after month, some centres at a time: the sums of a centre and a month are then written once
 * for all of its dates.
 */
function* listUnits(
  centres: readonly LoadedCentre[],
  { days, until }: Pick<LoadOptions, "days" | "until">,
): Generator<Block> {
  const dates = listDays({ from: addDays(until, 1 - days), to: until });
  for (const month of groupBy(dates, (date) => date.slice(0, 7)).values()) {
    const size = Math.max(1, Math.round(DAYS_PER_UNIT / month.length));
    for (let first = 0; first < centres.length; first += size) {
      yield { block: centres.slice(first, first + size), dates: month };
    }
  }
}

async function listMissing(block: readonly LoadedCentre[], dates: readonly string[]) {
  const stored = await sql<{ day: string }>(
    `SELECT centre_id || ' ' || business_date AS day FROM cash_sheet
      WHERE centre_id = ANY ($1::text[]) AND business_date = ANY ($2::text[])`,
    [block.map(({ id }) => id), dates],
  );
  const known = new Set(stored.map(({ day }) => day));
  return block.flatMap((centre) =>
    dates.filter((date) => !known.has(`${centre.id} ${date}`)).map((date) => ({ centre, date })),
  );
}

function add(loaded: Loaded, { days }: Unit): void {
  loaded.centreDays += days.length;
  for (const { counts, moves, sheet } of days) {
    loaded.counts += counts.length;
    loaded.moves += moves.length;
    for (const { tenders } of sheet?.shifts ?? []) loaded.lines += tenders?.length ?? 0;
  }
}
