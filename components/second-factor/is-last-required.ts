/** Whether the only factor of somebody can't be removed, because their roles take one. */
import type { SecondFactor } from "@/lib/contracts/second-factor";

export function isLastRequired({ isRequired, since, passkeys }: SecondFactor): boolean {
  return isRequired && passkeys.length + (since === null ? 0 : 1) === 1;
}
