import "server-only";

/**
 * From where the work at hand came: a client's address, or a word such as "job". Whoever lets work
 * in says it once, and every entry that the work writes carries it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "../process-wide";

const shared = processWide<AsyncLocalStorage<string>>("origin");

export function withOrigin<T>(origin: string, work: () => Promise<T>): Promise<T> {
  return storage().run(origin.slice(0, ORIGIN_CHARS_MAX), work);
}

/** Null where nobody said it. */
export function currentOrigin(): string | null {
  return storage().getStore() ?? null;
}

/** The longest address, and room for a zone. */
const ORIGIN_CHARS_MAX = 64;

function storage(): AsyncLocalStorage<string> {
  return (shared.value ??= new AsyncLocalStorage());
}
