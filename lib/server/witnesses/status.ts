import "server-only";

/** Reads the last checkpoint, and what became of it at each witness, for the page of the trail. */
import type { WitnessStatus } from "@/lib/contracts/witness";
import { WITNESS_FAILURES } from "@/lib/contracts/witness";
import type { Scope } from "@/lib/domain/permission";
import { requireEverywhere } from "../audit/head";
import { findLastCheckpoint } from "../checkpoints/checkpoint";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { sql } from "../db/sql";
import { env } from "../env";
import { describeWitness } from "./describe";

type Row = {
  address: string;
  size: string | null;
  succeededAt: Date | null;
  failingSince: Date | null;
  failure: string | null;
};

export async function getWitnessStatus(scope: Scope<"audit:view">): Promise<WitnessStatus> {
  requireEverywhere(scope);
  const { witnesses } = env().audit;
  const [last, rows] = await Promise.all([
    findLastCheckpoint(),
    sql<Row>(
      `SELECT w.address, w.size::text AS "size", w.succeeded_at AS "succeededAt",
              w.failing_since AS "failingSince", w.failure
         FROM audit_witness w WHERE w.address = ANY ($1::text[])`,
      [witnesses.map(({ address }) => address)],
    ),
  ]);
  const checkpoint =
    last === null ? null : { size: last.size, madeAt: last.madeAt.toISOString(), note: last.note };
  return {
    publicKey: checkpointPublicKey(),
    checkpoint,
    witnesses: witnesses.map((witness) => {
      const row = rows.find(({ address }) => address === witness.address);
      return {
        ...describeWitness(witness),
        publicKey: witness.key,
        size: row?.size == null ? null : Number(row.size),
        succeededAt: row?.succeededAt?.toISOString() ?? null,
        failingSince: row?.failingSince?.toISOString() ?? null,
        failure: WITNESS_FAILURES.find((failure) => failure === row?.failure) ?? null,
      };
    }),
  };
}
