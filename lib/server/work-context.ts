import "server-only";

/**
 * Names the work that is under way, a request or a job, for every line of the log and every
 * statement of the database that belongs to it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "./process-wide";
import type { SessionClaims } from "./session-claims";

export type WorkContext = {
  /** It is safe in a log and in a comment of SQL: see `readRequestId`. */
  readonly id: string;
  readonly kind: "request" | "job";
  /** Who asked, once that is known. */
  accountId: string | null;
  /** A request for which long work waits: see `giveWay`. */
  isShort?: boolean;
  /** When long work went on after it had given way. */
  resumedAt?: number;
  /** How much longer it might have waited then. */
  waitMsLeft?: number;
  /** What the cookie of its session says, once that was read. */
  session?: { readonly cookie: string; readonly claims: SessionClaims | null };
  /** What is sent instead of 500 when its page can't be rendered; the wait is in seconds. */
  failure?: { status: number; retryAfter: number | null };
};

const shared = processWide<AsyncLocalStorage<WorkContext>>("work-context");

export function currentWork(): WorkContext | undefined {
  return storage().getStore();
}

export function runWork<T>(work: WorkContext, run: () => T): T {
  return storage().run(work, run);
}

/** For everything that follows from the event which is being handled. */
export function enterWork(work: WorkContext): void {
  storage().enterWith(work);
}

export function noteAccount(accountId: string): void {
  const work = currentWork();
  if (work !== undefined) work.accountId = accountId;
}

function storage(): AsyncLocalStorage<WorkContext> {
  return (shared.value ??= new AsyncLocalStorage());
}
