/** Days, assignments and batches in any order: a day is in the books of one entity at a time. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedDays, makeChart } from "../../testing/journal-days";
import { createAccountLookup } from "./account-rule";
import { computeBalances, listEntryLines } from "./balances";
import { listFacts } from "./day-facts";
import { decideDue } from "./due";
import { postDay } from "./post-day";
import { type Posting, reversePostings } from "./posting";
import { ORGANISATION_SERIES } from "./series";

const ENTITIES = ["A", "B", ORGANISATION_SERIES] as const;
type Entity = (typeof ENTITIES)[number];
const DAYS = 3;
const lookup = createAccountLookup(makeChart())({ scopes: ["*"], businessDate: "2026-03-01" });

type Entry = {
  day: number;
  batch: number;
  move: number;
  reverses: number | null;
  postings: Posting[];
};
type Day = { owner: Entity; moves: number; signed: Posting[] | null };

/** Books of all entities, kept by the decision as the server keeps them in its tables. */
class Books {
  readonly entries = new Map<Entity, Entry[]>(ENTITIES.map((entity) => [entity, []]));
  readonly batches = new Map<Entity, number>(ENTITIES.map((entity) => [entity, 0]));
  readonly days: Day[] = Array.from({ length: DAYS }, () => ({
    owner: ORGANISATION_SERIES,
    moves: 0,
    signed: null,
  }));

  findLive(day: number) {
    return ENTITIES.flatMap((entityId) => {
      const entries = this.entries.get(entityId) ?? [];
      const isReversed = (index: number) => entries.some(({ reverses }) => reverses === index);
      return entries.flatMap((entry, index) =>
        entry.day === day && entry.reverses === null && !isReversed(index)
          ? [{ entityId, index, move: entry.move, postings: entry.postings }]
          : [],
      );
    });
  }

  /** Returns whether anything was due. */
  post(entityId: Entity): boolean {
    const entries = this.entries.get(entityId) ?? [];
    const batch = (this.batches.get(entityId) ?? 0) + 1;
    const before = entries.length;
    for (const [day, { owner, moves, signed }] of this.days.entries()) {
      const [live] = this.findLive(day);
      const { reverses, posts } = decideDue(entityId, {
        owner,
        signed: signed === null ? null : moves,
        posted: live ?? null,
      });
      const entry = { day, batch, move: moves };
      if (reverses && live !== undefined) {
        const postings = reversePostings(live.postings);
        entries.push({ ...entry, reverses: live.index, postings });
      }
      if (posts && signed !== null) entries.push({ ...entry, reverses: null, postings: signed });
    }
    if (entries.length > before) this.batches.set(entityId, batch);
    return entries.length > before;
  }

  net(entityId: Entity, day: number) {
    const entries = (this.entries.get(entityId) ?? []).filter((entry) => entry.day === day);
    return [...computeBalances(entries.flatMap(({ postings }) => postings))];
  }
}

const day = fc.nat({ max: DAYS - 1 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("sign" as const), day, lines: closedDays }),
    fc.record({ kind: fc.constant("reopen" as const), day }),
    fc.record({ kind: fc.constant("assign" as const), day, to: fc.constantFrom(...ENTITIES) }),
    fc.record({ kind: fc.constant("batch" as const), of: fc.constantFrom(...ENTITIES) }),
  ),
  { maxLength: 30 },
);
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

function run(books: Books, step: Step): void {
  if (step.kind === "batch") return void books.post(step.of);
  const found = books.days[step.day];
  if (found === undefined) return;
  if (step.kind === "assign") return void (found.owner = step.to);
  found.moves += 1;
  found.signed = step.kind === "reopen" ? null : postDay(listFacts(step.lines), lookup).postings;
}

describe("books of several entities", () => {
  test("have each day once at most, and in the end where it belongs", () => {
    fc.assert(
      fc.property(steps, (script) => {
        const books = new Books();
        for (const step of script) {
          run(books, step);
          for (let at = 0; at < DAYS; at += 1) {
            const live = books.findLive(at);
            expect(live.length).toBeLessThanOrEqual(1);
            const inBooks = ENTITIES.filter((entity) => books.net(entity, at).length > 0);
            expect(inBooks.length).toBeLessThanOrEqual(1);
          }
        }
        // The first round takes back what belongs elsewhere, and the second posts it there.
        for (const entity of [...ENTITIES, ...ENTITIES]) books.post(entity);
        for (const entity of ENTITIES) {
          expect(books.post(entity)).toBe(false);
          for (const [at, { owner, signed }] of books.days.entries()) {
            const own = owner === entity ? (signed ?? []) : [];
            expect(books.net(entity, at)).toEqual([...computeBalances(own)]);
          }
          const entries = books.entries.get(entity) ?? [];
          const numbers = [...new Set(entries.map(({ batch }) => batch))];
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
          for (const entry of entries) {
            const lines = listEntryLines(entry);
            const sum = (side: "debit" | "credit") =>
              lines.reduce((total, line) => total + (line[side] ?? 0), 0);
            expect(sum("debit")).toBe(sum("credit"));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("wait for the entity that has a day until it takes the day back", () => {
    const signed = { owner: "B", signed: 3 };
    const inA = { ...signed, posted: { entityId: "A", move: 3 } };
    expect(decideDue("B", inA)).toEqual({ reverses: false, posts: false, waits: true });
    expect(decideDue("A", inA)).toEqual({ reverses: true, posts: false, waits: false });
    const free = { ...signed, posted: null };
    expect(decideDue("B", free)).toEqual({ reverses: false, posts: true, waits: false });
    expect(decideDue("A", free)).toEqual({ reverses: false, posts: false, waits: false });
  });
});
