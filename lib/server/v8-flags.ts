import "server-only";

/**
 * Options of V8 for this workload. V8 observes which allocation sites make long-lived objects, and
 * allocates further ones in the old generation (pretenuring). The rows of a page outlive a young
 * generation that is still small, so that V8 takes them for long-lived, and from then on retains
 * every row of a file of a million lines until a full garbage collection.
 */
import { setFlagsFromString } from "node:v8";

export const DISABLE_PRETENURING_FLAG = "--no-allocation-site-pretenuring";

export function disablePretenuring(): void {
  setFlagsFromString(DISABLE_PRETENURING_FLAG);
}
