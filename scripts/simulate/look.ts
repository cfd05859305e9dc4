/**
 * Looks at the database in the middle of a run, as a reader would: what is append-only has lost
 * nothing, and no day is half written. The end alone would not show what was wrong for a moment.
 */
import type pg from "pg";
import { note, type Simulation } from "./simulation";

export async function look(simulation: Simulation): Promise<void> {
  const { arena, seen, faults } = simulation;
  const facts = await readFacts(arena.owner, arena.facts);
  for (const one of seen) if (!facts.has(one)) faults.push(`a fact is gone or changed: ${one}`);
  for (const one of facts) seen.add(one);
  const halves = await listHalves(arena.owner);
  for (const name of halves) faults.push(`${name} is half written: its totals are not its lines`);
  note(simulation, "", `a look finds ${facts.size} facts`);
}

async function readFacts(owner: pg.Pool, tables: readonly string[]): Promise<Set<string>> {
  const all = tables.map((name) => `SELECT '${name} ' || md5(t::text) AS fact FROM ${name} t`);
  const { rows } = await owner.query<{ fact: string }>({
    name: "facts",
    text: all.join(" UNION ALL "),
  });
  return new Set(rows.map(({ fact }) => fact));
}

async function listHalves(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>({
    name: "halves",
    text: `SELECT concat_ws(' on ', r.centre_id, r.business_date) AS name
             FROM reconciliation r LEFT JOIN reconciliation_line l USING (centre_id, business_date)
            GROUP BY r.centre_id, r.business_date
           HAVING r.short_minor + r.over_minor <> coalesce(sum(l.difference_minor), 0)
               OR r.counted_minor + r.unexpected_minor <> coalesce(sum(l.counted_minor), 0)
               OR r.expected_minor + r.uncounted_minor <> coalesce(sum(l.expected_minor), 0)
           UNION ALL
           SELECT concat_ws(' on ', centre_id, business_date) FROM reconciliation_line l
            WHERE NOT EXISTS (SELECT FROM reconciliation r WHERE r.centre_id = l.centre_id
                                 AND r.business_date = l.business_date)`,
  });
  return rows.map(({ name }) => name);
}
