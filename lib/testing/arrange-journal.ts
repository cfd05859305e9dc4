/** Arranges closed days, accounts and legal entities of the journal in the database. */
import { randomUUID } from "node:crypto";
import { assignCentresSchema, saveLegalEntitySchema } from "../contracts/legal-entity";
import { PURPOSES } from "../domain/journal/purpose";
import { sql } from "../server/db/sql";
import { assignCentres, saveLegalEntity } from "../server/entities/commands";
import { scopeFor } from "./arrange";

const SOMEONE = "00000000-0000-4000-8000-000000000001";

export async function makeEntity(name: string): Promise<string> {
  const id = `E-${randomUUID().slice(0, 8)}`;
  const facts = { id, name, taxId: null, country: null, currency: null, basedOnVersion: 0 };
  const scope = scopeFor("centre:administer", null);
  await saveLegalEntity(scope, saveLegalEntitySchema.parse(facts));
  return id;
}

export async function assign(entityId: string | null, centreId: string, from: string) {
  const scope = scopeFor("centre:administer", null);
  const assignment = assignCentresSchema.parse({ entityId, centres: [centreId], from });
  return assignCentres(scope, assignment);
}

/** One account for each purpose, chosen by somebody who posts nothing. */
export async function mapEverything(scopeId = "*", first = 1000): Promise<void> {
  await sql(
    `INSERT INTO journal_account_rule (scope_id, purpose, selector, version, account, valid_from,
       created_by_id)
     SELECT $1, p, '*', 1, ($2::int + n)::text, '2020-01-01', $3::uuid
       FROM unnest($4::text[]) WITH ORDINALITY AS t (p, n)`,
    [scopeId, first, SOMEONE, [...PURPOSES]],
  );
}

export type JournalDay = { centreId: string; date: string };

/** Signs a day whose cash sales were this much, whether or not it was signed before. */
export async function signDay({ centreId, date }: JournalDay, sales: number): Promise<void> {
  await sql(
    `INSERT INTO reconciliation (centre_id, business_date, state, currency, sheet_version,
       expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
       matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
       unexpected_lines, revision)
     VALUES ($1, $2, 'closed', 'EUR', 1, $3, $3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
             nextval('reconciliation_revision'))
     ON CONFLICT (centre_id, business_date) DO UPDATE SET state = 'closed'`,
    [centreId, date, sales],
  );
  await sql(
    `INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
       shift_name, till_name, tender_name, tender_kind, currency, expected_minor, counted_minor,
       difference_minor, tolerance_minor, verdict, rounded, count_version, sales_minor)
     VALUES ($1, $2, 'M', '1', 'CARD', 'M', '1', 'Card', 'card', 'EUR', $3, $3, 0, 0, 'matched',
             false, 1, $3)
     ON CONFLICT (centre_id, business_date) WHERE first_of_day
     DO UPDATE SET expected_minor = $3, counted_minor = $3, sales_minor = $3`,
    [centreId, date, sales],
  );
  await addMove({ centreId, date }, "closure", "reviewed", "closed");
}

export async function reopenDay({ centreId, date }: JournalDay): Promise<void> {
  await sql(
    `UPDATE reconciliation SET state = 'open' WHERE centre_id = $1 AND business_date = $2`,
    [centreId, date],
  );
  await addMove({ centreId, date }, "reopening", "closed", "open");
}

async function addMove(
  { centreId, date }: JournalDay,
  move: string,
  from: string,
  to: string,
): Promise<void> {
  await sql(
    `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
       actor_id)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, 1, $6::uuid
       FROM move WHERE centre_id = $1 AND business_date = $2`,
    [centreId, date, move, from, to, SOMEONE],
  );
}
