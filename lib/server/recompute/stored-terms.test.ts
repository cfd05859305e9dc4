/** The two forms of stored terms, read here and by the database. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { isDrawerLine, TERMS, type WaterfallTerm } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import {
  formatTerms,
  IS_DRAWER,
  isSameTerms,
  readTerms,
  STORED_TERMS,
  type StoredTerms,
  TERM_ROWS,
  toLongTerm,
} from "./stored-terms";

beforeAll(testDatabase);

const amount = fc.option(fc.maxSafeInteger().map(minor));
const term: fc.Arbitrary<WaterfallTerm> = fc.record(
  {
    term: fc.constantFrom(...TERMS),
    amount,
    entries: fc.array(fc.record({ label: fc.option(fc.string({ unit: "grapheme" })), amount }), {
      maxLength: 3,
    }),
    agreed: fc.constant(true as const),
  },
  { requiredKeys: ["term", "amount", "entries"] },
);
const waterfall = fc.array(term, { minLength: 1, maxLength: 12 });

test("terms are read as they were written: below zero, unknown, named alike, in their order", () => {
  fc.assert(
    fc.property(waterfall, (terms) => {
      const text = formatTerms(terms);
      expect(readTerms(JSON.parse(text) as StoredTerms)).toEqual(terms);
      // Lines are compared by this text.
      expect(formatTerms(readTerms(JSON.parse(text) as StoredTerms))).toBe(text);
    }),
  );
});

test("the database reads both forms alike, with the amounts and labels that were written", async () => {
  const samples = fc.sample(waterfall, 100);
  samples.push(TERMS.map((one) => ({ term: one, amount: null, entries: [] })));
  type Row = { form: string; terms: StoredTerms; rows: unknown; drawer: boolean | null };
  const rows = await sql<Row>(
    `SELECT form, ${STORED_TERMS} AS terms, ${IS_DRAWER} AS drawer,
            (SELECT jsonb_agg(to_jsonb(t)) FROM ${TERM_ROWS} t) AS rows
       FROM unnest($1::json[], $2::jsonb[]) WITH ORDINALITY AS k (short, long, number)
      CROSS JOIN LATERAL (VALUES ('short', k.short, NULL::jsonb), ('long', NULL, k.long))
              AS l (form, short_terms, long_terms)
      ORDER BY form, k.number`,
    [samples.map(formatTerms), samples.map((terms) => JSON.stringify(terms.map(toLongTerm)))],
  );
  for (const form of ["long", "short"]) {
    const read = rows.filter((row) => row.form === form);
    expect(read.map(({ terms }) => readTerms(terms))).toEqual(samples);
    expect(read.map((row) => row.rows)).toEqual(samples.map((terms) => terms.map(toRow)));
    expect(read.map(({ drawer }) => drawer === true)).toEqual(
      samples.map((terms) => isDrawerLine({ terms })),
    );
  }
});

test("a line without terms has none in either form", async () => {
  const [row] = await sql<{ terms: StoredTerms | null; rows: string }>(
    `SELECT ${STORED_TERMS} AS terms, (SELECT count(*) FROM ${TERM_ROWS} t) AS rows
       FROM (SELECT NULL::json AS short_terms, NULL::jsonb AS long_terms) l`,
  );
  expect(row).toEqual({ terms: null, rows: "0" });
});

test("terms are the same in either form, and others than what nobody can read", () => {
  fc.assert(
    fc.property(waterfall, waterfall, (terms, others) => {
      const computed = JSON.parse(formatTerms(terms)) as StoredTerms;
      const isSame = formatTerms(terms) === formatTerms(others);
      expect(isSameTerms(computed, computed)).toBe(true);
      expect(isSameTerms(terms.map(toLongTerm), computed)).toBe(true);
      expect(isSameTerms(others.map(toLongTerm), computed)).toBe(isSame);
      expect(isSameTerms(JSON.parse(formatTerms(others)) as StoredTerms, computed)).toBe(isSame);
      expect(isSameTerms(null, computed)).toBe(false);
      expect(isSameTerms({ x: 1 } as unknown as StoredTerms, computed)).toBe(false);
    }),
  );
});

function toRow({ term: name, amount: of, entries }: WaterfallTerm) {
  const labels = entries.length === 0 ? null : entries.map(({ label }) => label);
  return { term: name, amount: of, labels };
}
