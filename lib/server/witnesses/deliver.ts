import "server-only";

/** Hands one checkpoint to one witness, in the way of its kind. */
import type { WitnessKind } from "@/lib/contracts/witness";
import type { StoredCheckpoint } from "../checkpoints/checkpoint";
import type { WitnessEnv } from "../env-audit";
import { send } from "../http/send";
import { appendCheckpoint } from "./checkpoint-file";
import { mailCheckpoint } from "./mail-checkpoint";
import { askToCosign, type Outcome } from "./remote";

type Deliver = (
  witness: WitnessEnv,
  checkpoint: StoredCheckpoint,
  known: number,
) => Promise<Outcome>;

/** `known` is the size of the last checkpoint that the witness got. */
export const deliver: Record<WitnessKind, Deliver> = {
  file: async ({ address }, { note }) => {
    try {
      await appendCheckpoint(address, note);
      return { line: null };
    } catch {
      return { failure: "unreachable" };
    }
  },
  mail: async ({ address }, checkpoint) => mailCheckpoint(address, checkpoint),
  webhook: async ({ address }, { note }) => {
    const headers = { "content-type": "text/plain; charset=utf-8", "user-agent": "Counterfoil" };
    const { status } = await send(
      { url: address, headers, body: note },
      { allowsPrivate: true, isConfigured: true },
    );
    if (status === null || status >= 500) return { failure: "unreachable" };
    return status >= 200 && status < 300 ? { line: null } : { failure: "refused" };
  },
  witness: async ({ address, key }, checkpoint, known) =>
    askToCosign({ address, key: key ?? "" }, checkpoint, known),
};
