import "server-only";

/**
 * Collects what the witnesses have confirmed, for a verification of the whole trail. Nothing is
 * read from the database: its owner could have replaced it.
 */
import type { WitnessReport } from "@/lib/contracts/witness";
import type { WitnessFailure } from "@/lib/contracts/witness";
import type { WitnessedRoot } from "../audit/compare-roots";
import { env } from "../env";
import type { WitnessEnv } from "../env-audit";
import { readCheckpoints } from "./checkpoint-file";
import { describeWitness } from "./describe";
import { readRemote } from "./remote";

type Collected = { roots: WitnessedRoot[]; reports: WitnessReport[] };

/** A mail and a webhook can't be asked: people paste what they got. */
export async function collectWitnessed(): Promise<Collected> {
  const asked = env().audit.witnesses.filter(({ kind }) => kind === "file" || kind === "witness");
  const results = await Promise.all(asked.map(ask));
  return {
    roots: results.flatMap(({ roots, report }) =>
      roots
        .filter(({ size }) => size > 0)
        .map((root) => ({ ...root, isSuperseded: root.size !== report.size })),
    ),
    reports: results.map(({ report }) => report),
  };
}

async function ask(
  witness: WitnessEnv,
): Promise<{ roots: WitnessedRoot[]; report: WitnessReport }> {
  const found = await read(witness);
  const roots = "failure" in found ? [] : found.roots;
  const size = roots.length === 0 ? null : Math.max(...roots.map((root) => root.size));
  const failure = "failure" in found ? found.failure : null;
  return { roots, report: { ...describeWitness(witness), size, failure } };
}

type Found = { roots: WitnessedRoot[] } | { failure: WitnessFailure };

async function read({ kind, address, key }: WitnessEnv): Promise<Found> {
  if (kind === "witness") {
    const found = await readRemote({ address, key: key ?? "" });
    return "failure" in found ? found : { roots: found.root === null ? [] : [found.root] };
  }
  try {
    const roots = await readCheckpoints(address);
    return roots.length === 0 ? { failure: "unreadable" } : { roots };
  } catch {
    return { failure: "unreachable" };
  }
}
