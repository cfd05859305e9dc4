import "server-only";

/** Names a witness for people: the rest of a webhook's address may contain a secret. */
import type { WitnessKind } from "@/lib/contracts/witness";
import type { WitnessEnv } from "../env-audit";

export function describeWitness({ kind, address, key }: WitnessEnv): {
  kind: WitnessKind;
  name: string;
} {
  if (kind === "webhook") return { kind, name: new URL(address).host };
  if (kind === "witness") return { kind, name: key?.split("+")[0] ?? address };
  return { kind, name: address };
}
