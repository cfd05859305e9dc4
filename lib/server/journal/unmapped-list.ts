import "server-only";

/** Collects what has no account, each once, with the number of days on which it occurs. */
import { UNMAPPED_MAX, type Unmapped } from "@/lib/contracts/journal";
import type { AccountQuestion } from "@/lib/domain/journal/account-rule";
import type { DayKey } from "@/lib/domain/keys";

/** A message names no more of them than a user would read. */
const NAMED_MAX = 5;

export class UnmappedList {
  readonly #found = new Map<string, { item: Unmapped; last: string }>();

  get count(): number {
    return this.#found.size;
  }

  add(questions: readonly (DayKey & AccountQuestion)[]): void {
    for (const { centreId, businessDate, ...question } of questions) {
      const key = JSON.stringify(Object.values(question));
      const day = `${centreId} ${businessDate}`;
      const found = this.#found.get(key);
      if (found === undefined) {
        this.#found.set(key, { item: { ...question, days: 1, centreId }, last: day });
      } else if (found.last !== day) {
        found.item.days += 1;
        found.last = day;
      }
    }
  }

  list(): Unmapped[] {
    return [...this.#found.values()].slice(0, UNMAPPED_MAX).map(({ item }) => item);
  }

  describe(): string {
    const names = this.list().map(({ purpose, tenderId, label, reason }) =>
      [purpose, label ?? tenderId, reason].filter((part) => part !== null).join(" "),
    );
    const more = this.count - NAMED_MAX;
    return names.slice(0, NAMED_MAX).join(", ") + (more > 0 ? ` and ${more} more` : "");
  }
}
