import "server-only";

/**
 * The waterfall of a cash line as it is stored, in short: the letters of its terms, then their
 * amounts, each in a list with the labels and amounts of its entries where it has some.
 *
 *   ["fscwedp", 20000, [27946, "Cash", 27946], 0, 0, null, 0, 0]
 *
 * Lines that were stored before this form have objects with names in a column of their own.
 */
import { isDeepStrictEqual } from "node:util";
import { assert } from "@/lib/domain/assert";
import type { Term, WaterfallTerm } from "@/lib/domain/line";
import { knownMinor } from "../db/values";

const LETTERS: Record<Term, string> = {
  float: "f",
  sales: "s",
  contributions: "c",
  withdrawals: "w",
  expenses: "e",
  deposits: "d",
  pickups: "p",
  tips: "t",
  "gift-cards": "g",
  rounding: "r",
};
const TERM_OF = new Map(
  Object.entries(LETTERS).map(([term, letter]) => [letter, term as Term] as const),
);

type Amount = number | null;
type ShortTerm = Amount | [amount: Amount, ...entries: (string | Amount)[]];
type ShortTerms = [letters: string, ...terms: ShortTerm[]];
type LongTerm = {
  term: Term;
  amountMinor: Amount;
  entries: { label: string | null; amountMinor: Amount }[];
  agreed?: true;
};
export type StoredTerms = ShortTerms | LongTerm[];

/** In SQL, the terms of a line `l` in the form that it has, for `readTerms`. */
export const STORED_TERMS = "coalesce(l.short_terms, l.long_terms::json)";

/** In SQL, whether a line `l` is one of `isDrawerLine`; null is no too. */
export const IS_DRAWER = `(lower(left(l.short_terms ->> 0, 1)) = '${LETTERS.float}'
  OR l.long_terms #>> '{0,term}' = 'float')`;

/** In SQL, the terms of a line `l` as rows. One without entries has no labels. */
export const TERM_ROWS = `(
  SELECT ${caseOfLetters("substr(l.short_terms ->> 0, e.number::int - 1, 1)")} AS term,
         CASE json_typeof(e.value) WHEN 'array' THEN e.value ->> 0 ELSE e.value #>> '{}' END::bigint
           AS amount,
         CASE json_typeof(e.value) WHEN 'array' THEN ARRAY(
             SELECT e.value ->> at FROM generate_series(1, json_array_length(e.value) - 1, 2) AS at)
           END AS labels
    FROM json_array_elements(l.short_terms) WITH ORDINALITY AS e (value, number)
   WHERE e.number > 1
   UNION ALL
  SELECT t.term, t."amountMinor", CASE WHEN jsonb_array_length(t.entries) > 0 THEN ARRAY(
             SELECT e.label FROM jsonb_to_recordset(t.entries) AS e (label text)) END
    FROM jsonb_to_recordset(l.long_terms) AS t (term text, "amountMinor" bigint, entries jsonb))`;

function caseOfLetters(letter: string): string {
  const cases = Object.entries(LETTERS).map(([term, of]) => `WHEN '${of}' THEN '${term}'`);
  return `CASE lower(${letter}) ${cases.join(" ")} END`;
}

/** A float that was agreed here has a capital letter. */
export function formatTerms(terms: readonly WaterfallTerm[]): string {
  let letters = "";
  const short = terms.map(({ term, amount, entries, agreed }): ShortTerm => {
    letters += agreed === true ? LETTERS[term].toUpperCase() : LETTERS[term];
    if (entries.length === 0) return amount;
    return [amount, ...entries.flatMap((entry) => [entry.label, entry.amount])];
  });
  return JSON.stringify([letters, ...short]);
}

export function readTerms(stored: StoredTerms): WaterfallTerm[] {
  return isShort(stored) ? readShort(stored) : stored.map(readLong);
}

function isShort(stored: StoredTerms): stored is ShortTerms {
  return typeof stored[0] === "string";
}

function readShort([letters, ...short]: ShortTerms): WaterfallTerm[] {
  return short.map((given, index) => {
    const letter = letters.charAt(index);
    const term = TERM_OF.get(letter.toLowerCase());
    assert(term !== undefined, "a stored term has a known letter");
    const [amount, ...pairs] = Array.isArray(given) ? given : [given];
    const entries: WaterfallTerm["entries"] = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const [label, of] = [pairs[at] as string | null, pairs[at + 1] as Amount];
      entries.push({ label, amount: knownMinor(of) });
    }
    return buildTerm(term, { amount, entries, agreed: letter !== letter.toLowerCase() });
  });
}

export function toLongTerm({ term, amount, entries, agreed }: WaterfallTerm): LongTerm {
  return {
    term,
    ...(agreed === true ? { agreed } : {}),
    entries: entries.map((entry) => ({ label: entry.label, amountMinor: entry.amount })),
    amountMinor: amount,
  };
}

/** Stored terms are compared as they are: somebody may have written what nobody can read. */
export function isSameTerms(stored: StoredTerms | null, computed: StoredTerms | null): boolean {
  const long = computed === null ? null : readTerms(computed).map(toLongTerm);
  return isDeepStrictEqual(stored, computed) || isDeepStrictEqual(stored, long);
}

function readLong({ term, amountMinor, entries, agreed }: LongTerm): WaterfallTerm {
  const read = entries.map((entry) => ({
    label: entry.label,
    amount: knownMinor(entry.amountMinor),
  }));
  return buildTerm(term, { amount: amountMinor, entries: read, agreed: agreed === true });
}

type TermValues = { amount: Amount; entries: WaterfallTerm["entries"]; agreed: boolean };

function buildTerm(term: Term, { amount, entries, agreed }: TermValues): WaterfallTerm {
  const known = { term, amount: knownMinor(amount), entries };
  return agreed ? { ...known, agreed } : known;
}
