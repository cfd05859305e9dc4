import "server-only";

/**
 * What the JavaScript engine is told about work like ours. It watches which places in the code make
 * objects that live long, and puts further ones where it tidies up rarely. The rows of a page
 * outlive a young heap that is still small, so it takes them for lasting, and from then on keeps
 * every row of a file of a million lines until it tidies up the whole heap.
 */
import { setFlagsFromString } from "node:v8";

export const DISABLE_PRETENURING_FLAG = "--no-allocation-site-pretenuring";

export function disablePretenuring(): void {
  setFlagsFromString(DISABLE_PRETENURING_FLAG);
}
