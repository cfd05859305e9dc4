import "server-only";

/**
 * Reads a checkpoint that came back from a witness, and believes it only when it is about this
 * trail and signed as it has to be.
 */
import { type Note, parseCheckpoint, parseNote } from "@/lib/domain/merkle/note";
import type { WitnessedRoot } from "../audit/compare-roots";
import { isSignedBy, parseVerifierKey } from "../checkpoints/note-keys";
import { checkpointKey, checkpointPublicKey } from "../checkpoints/signing-key";

/** Returns null for a text that is no checkpoint of this trail, or is not signed by this key. */
export function readWitnessed(
  text: string,
  key: string = checkpointPublicKey(),
): WitnessedRoot | null {
  const note = parseNote(text);
  return note === null ? null : readNote(note, key);
}

function readNote({ text, signatures }: Note, keyText: string): WitnessedRoot | null {
  const checkpoint = parseCheckpoint(text);
  const key = parseVerifierKey(keyText);
  if (checkpoint === null || key === null || checkpoint.origin !== checkpointKey().origin)
    return null;
  if (!isSignedBy(text, signatures, key)) return null;
  return { size: checkpoint.size, root: Buffer.from(checkpoint.root, "base64").toString("hex") };
}
