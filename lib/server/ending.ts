import "server-only";

/**
 * Whether this process is ending: from the first signal on it is not ready for new work, though it
 * still responds.
 */
import { processWide } from "./process-wide";

export function isEnding(): boolean {
  return ending().value === true;
}

export function beginEnding(): void {
  ending().value = true;
}

/** The routes are in other bundles than what handles signals. */
function ending() {
  return processWide<boolean>("ending");
}
