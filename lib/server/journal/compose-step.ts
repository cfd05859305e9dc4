import "server-only";

/** Adds entries to a step of a batch: a few hundred days that are composed at once. */
import type {
  AccountLookup,
  AccountQuestion,
  AccountRule,
} from "@/lib/domain/journal/account-rule";
import type { Fact } from "@/lib/domain/journal/day-facts";
import { postDay } from "@/lib/domain/journal/post-day";
import { type Posting, reversePostings } from "@/lib/domain/journal/posting";
import type { DayKey } from "@/lib/domain/keys";
import type { PostedEntry } from "./read-entries";

/** What one day adds to the batch: entries without their numbers. */
export type ComposedEntry = DayKey & {
  centreName: string;
  currency: string;
  /** A signed day, or one date of a closed period of petty cash. */
  source: "day" | "petty-cash";
  /** The last move of the day, or the number of the period. */
  moveNumber: number;
  /** How often the day was posted, with this time. */
  occurrence: number;
  reverses: number | null;
  postings: readonly Posting[];
};

export class ComposedStep {
  readonly entries: ComposedEntry[] = [];
  readonly unmapped: (DayKey & AccountQuestion)[] = [];
  /** Who wrote the rules that were followed. */
  readonly authors = new Set<string>();
  /** Days of the entity that another one has to take back first. */
  waiting = 0;
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  reverse(entry: PostedEntry): void {
    const { number, postings, ...facts } = entry;
    this.entries.push({ ...facts, reverses: number, postings: reversePostings(postings) });
  }

  post({ facts, ...entry }: ToPost): void {
    const { centreId, businessDate } = entry;
    const lookup = this.#accounts.lookupOf({ centreId, businessDate });
    const { postings, unmapped, rules } = postDay(facts, lookup);
    const questions = unmapped.map((question) => ({ centreId, businessDate, ...question }));
    this.unmapped.push(...questions);
    for (const rule of rules) this.authors.add(this.#accounts.authorOf.get(rule) ?? "");
    this.entries.push({ ...entry, reverses: null, postings });
  }
}

export type Accounts = {
  lookupOf: (day: DayKey) => AccountLookup;
  authorOf: ReadonlyMap<AccountRule, string>;
};

type ToPost = Omit<ComposedEntry, "reverses" | "postings"> & { facts: readonly Fact[] };
