import "server-only";

/**
 * The origin of the current work: a client's address, or a text such as "job". The entry point sets
 * it once, and every audit entry of the work records it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "../process-wide";

const shared = processWide<AsyncLocalStorage<string>>("origin");

export function withOrigin<T>(origin: string, work: () => Promise<T>): Promise<T> {
  return storage().run(origin.slice(0, ORIGIN_CHARS_MAX), work);
}

/** Returns null where no origin was set. */
export function currentOrigin(): string | null {
  return storage().getStore() ?? null;
}

/** The longest address, with space for a zone. */
const ORIGIN_CHARS_MAX = 64;

function storage(): AsyncLocalStorage<string> {
  return (shared.value ??= new AsyncLocalStorage());
}
