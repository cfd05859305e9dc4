import "server-only";

/** The key that signs the checkpoints of this installation, and the origin that names its trail. */
import type { KeyObject } from "node:crypto";
import { env } from "../env";
import { readOrCreateSecret } from "../secret";
import { formatNoteKey, privateKey } from "./note-keys";

export type CheckpointKey = { origin: string; key: KeyObject };

export function checkpointKey(): CheckpointKey {
  const { audit, ...location } = env();
  const seed = audit.signingKey ?? readOrCreateSecret("checkpoint-key", location);
  return { origin: audit.origin, key: privateKey(Buffer.from(seed, "base64url")) };
}

/** The public key, as witnesses and verifiers are configured with it. */
export function checkpointPublicKey(): string {
  const { origin, key } = checkpointKey();
  return formatNoteKey(origin, key);
}
