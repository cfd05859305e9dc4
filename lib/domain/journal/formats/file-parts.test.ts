/** A batch that is larger than a file becomes files that hold all of it, each in balance. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "../../money";
import { computeBalances, listEntryLines } from "../balances";
import type { JournalEntry, Posting } from "../posting";
import { FileParts } from "./file-parts";

const LINES_MAX = 20;

const posting = fc.record<Posting>({
  debit: fc.constantFrom("570", "572"),
  credit: fc.constantFrom("700", "659"),
  amount: fc.integer({ min: 1, max: 1_000_000 }).map(minor),
  purpose: fc.constant("sales"),
  detail: fc.constant(null),
  debitTax: fc.constant(null),
  creditTax: fc.constant(null),
});
const batches = fc
  .array(fc.array(posting, { minLength: 1, maxLength: 45 }), { maxLength: 12 })
  .map((list) => list.map((postings, index) => entryOf(index + 1, postings)));

function entryOf(number: number, postings: Posting[]): JournalEntry {
  const day = { centreId: "101", centreName: "Centre", businessDate: "2026-03-09" };
  return { ...day, number, currency: "EUR", reverses: null, postings };
}

function divide(entries: readonly JournalEntry[]): JournalEntry[][] {
  const parts = new FileParts(LINES_MAX);
  return [...entries.flatMap((entry) => parts.add(entry)), ...parts.end()];
}

test("every file is short enough, and together they are the batch, to the minor unit", () => {
  fc.assert(
    fc.property(batches, (entries) => {
      const files = divide(entries);
      for (const file of files) {
        expect(file.length).toBeGreaterThan(0);
        const lines = file.flatMap(listEntryLines);
        expect(lines.length).toBeLessThanOrEqual(LINES_MAX);
        const numbers = file.map(({ number }) => number);
        expect(new Set(numbers).size, "two journals of one narration").toBe(numbers.length);
        for (const piece of file) {
          const sides = listEntryLines(piece);
          const total = (side: "debit" | "credit") =>
            sides.reduce((sum, line) => sum + (line[side] ?? 0), 0);
          expect(total("debit")).toBe(total("credit"));
        }
      }
      const postings = files.flat().flatMap((piece) => piece.postings);
      expect(postings).toEqual(entries.flatMap((entry) => entry.postings));
      expect(computeBalances(postings)).toEqual(
        computeBalances(entries.flatMap((entry) => entry.postings)),
      );
    }),
  );
});

test("each financial year is a file, and the earliest comes first", () => {
  const on = (number: number, businessDate: string) => ({ ...entryOf(number, []), businessDate });
  const entries = [on(1, "2026-07-01"), on(2, "2026-06-30"), on(3, "2026-07-02")];
  const parts = new FileParts(Infinity, "07-01");
  expect(entries.flatMap((entry) => parts.add(entry))).toEqual([]);
  expect(parts.end().map((file) => file.map(({ number }) => number))).toEqual([[2], [1, 3]]);
});

test("a file is filled before the next one begins", () => {
  const one: Posting = fc.sample(posting, 1)[0] as Posting;
  const entry = (number: number, count: number) => entryOf(number, Array(count).fill(one) as []);
  const files = divide([entry(1, 4), entry(2, 6), entry(3, 1), entry(4, 25), entry(5, 5)]);
  const shape = files.map((file) => file.map(({ number, postings }) => [number, postings.length]));
  expect(shape).toEqual([
    [
      [1, 4],
      [2, 6],
    ],
    [[3, 1]],
    [[4, 10]],
    [[4, 10]],
    [
      [4, 5],
      [5, 5],
    ],
  ]);
});
