import "server-only";

/** Speaks C2SP tlog-witness with a witness on another machine. */
import { createHash } from "node:crypto";
import type { WitnessFailure } from "@/lib/contracts/witness";
import { parseNote, parseSignatures } from "@/lib/domain/merkle/note";
import type { WitnessedRoot } from "../audit/compare-roots";
import type { StoredCheckpoint } from "../checkpoints/checkpoint";
import { isSignedBy, parseVerifierKey } from "../checkpoints/note-keys";
import { checkpointKey } from "../checkpoints/signing-key";
import { isProvable, proveConsistency } from "../checkpoints/tree";
import { send, type Sent } from "../http/send";
import { readWitnessed } from "./witnessed";

type Remote = { address: string; key: string };
export type Outcome = { line: string | null } | { failure: WitnessFailure };

/** An operator names the witness in the environment, so that it may be in this network. */
const OPTIONS = { allowsPrivate: true, isConfigured: true };
const OTHER_SIZE = 409;
const INCONSISTENT = 422;

/** `known` is the size that the witness had the last time; it says so when it has another. */
export async function askToCosign(
  remote: Remote,
  checkpoint: StoredCheckpoint,
  known: number,
): Promise<Outcome> {
  const first = await post(remote, checkpoint, (await isProvable(known)) ? known : 0);
  if (first.status !== OTHER_SIZE) return readOutcome(remote, checkpoint, first);
  const other = Number(/^(\d{1,15})\n$/.exec(first.response)?.[1] ?? NaN);
  if (Number.isNaN(other)) return { failure: "unreadable" };
  if (other > checkpoint.size) return { failure: "contradiction" };
  if (!(await isProvable(other))) return { failure: "archived" };
  return readOutcome(remote, checkpoint, await post(remote, checkpoint, other));
}

async function post(remote: Remote, { size, note }: StoredCheckpoint, old: number): Promise<Sent> {
  const proof = old > size ? [] : await proveConsistency(old, size);
  const lines = proof.map((hash) => `${Buffer.from(hash).toString("base64")}\n`);
  const body = `old ${Math.min(old, size)}\n${lines.join("")}\n${note}`;
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return send({ url: `${remote.address}/add-checkpoint`, headers, body }, OPTIONS);
}

function readOutcome({ key: keyText }: Remote, { note }: StoredCheckpoint, sent: Sent): Outcome {
  const { status, response } = sent;
  if (status === INCONSISTENT) return { failure: "contradiction" };
  if (status === null || status >= 500) return { failure: "unreachable" };
  if (status !== 200) return { failure: "refused" };
  const key = parseVerifierKey(keyText);
  const signatures = parseSignatures(response) ?? [];
  const text = parseNote(note)?.text ?? "";
  const own = signatures.filter((each) => key !== null && isSignedBy(text, [each], key));
  if (own[0] === undefined) return { failure: "unreadable" };
  return { line: `— ${own[0].name} ${own[0].base64}\n` };
}

/** Returns what the witness has confirmed last; null when it has confirmed nothing yet. */
export async function readRemote(
  remote: Remote,
): Promise<{ root: WitnessedRoot | null } | { failure: WitnessFailure }> {
  const hash = createHash("sha256").update(checkpointKey().origin).digest("hex");
  const url = `${remote.address}/${hash}/checkpoint`;
  const { status, response } = await send({ url, method: "GET", headers: {}, body: "" }, OPTIONS);
  if (status === 404) return { root: null };
  if (status !== 200) return { failure: "unreachable" };
  const root = readWitnessed(response, remote.key);
  return root === null ? { failure: "unreadable" } : { root };
}
