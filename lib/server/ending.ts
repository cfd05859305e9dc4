import "server-only";

/**
 * Whether this process is ending: from the first signal on it is not ready for new work, though it
 * still responds.
 */
import { inspect } from "node:util";
import { processWide } from "./process-wide";

export function isEnding(): boolean {
  return ending().value === true;
}

export function beginEnding(): void {
  ending().value = true;
}

/** Something else has to start it again, and sees that it has to. */
export function endUnstarted(error: unknown): never {
  process.stderr.write(`The application can't start: ${inspect(error)}\n`);
  process.exit(1);
}

/** The routes are in other bundles than what handles signals. */
function ending() {
  return processWide<boolean>("ending");
}
