import "server-only";

/**
 * Makes a checkpoint every few minutes and after a day was closed, and hands the last one to each
 * witness that does not have it. A witness that fails is tried again every minute.
 */
import { MOVE_ACTIONS } from "@/lib/domain/audit/actions";
import type { WitnessFailure } from "@/lib/contracts/witness";
import {
  findLastCheckpoint,
  makeCheckpoint,
  type StoredCheckpoint,
} from "../checkpoints/checkpoint";
import { areDeliveriesPaused } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { env } from "../env";
import type { WitnessEnv } from "../env-audit";
import { log } from "../log";
import { deliver } from "./deliver";
import { describeWitness } from "./describe";

export async function sendCheckpoints(signal?: AbortSignal): Promise<void> {
  const last = await findLastCheckpoint();
  const checkpoint = (await isDue(last)) ? ((await makeCheckpoint(signal)) ?? last) : last;
  if (checkpoint === null || (await areDeliveriesPaused())) return;
  for (const witness of env().audit.witnesses) {
    if (signal?.aborted === true) return;
    await sendTo(witness, checkpoint);
  }
}

async function isDue(last: StoredCheckpoint | null): Promise<boolean> {
  if (last === null) return true;
  const [row] = await sql<{ isDue: boolean | null }>(
    `SELECT now() >= $2::timestamptz + make_interval(mins => $3::int)
            OR EXISTS (SELECT FROM audit_entry e WHERE e.id > $1::bigint AND e.action = $4)
              AS "isDue"`,
    [last.size, last.madeAt, env().audit.everyMinutes, MOVE_ACTIONS.closure],
  );
  return row?.isDue === true;
}

async function sendTo(witness: WitnessEnv, checkpoint: StoredCheckpoint): Promise<void> {
  const { address } = witness;
  const known = await findKnownSize(address);
  if (known === checkpoint.size) return;
  const outcome = await deliver[witness.kind](witness, checkpoint, known);
  if ("failure" in outcome) return recordFailure(witness, outcome.failure);
  if (outcome.line !== null) {
    await sql(
      `INSERT INTO audit_cosignature (size, witness, line, made_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (size, witness) DO NOTHING`,
      [checkpoint.size, describeWitness(witness).name, outcome.line],
    );
  }
  await sql(
    `INSERT INTO audit_witness (address, size, succeeded_at) VALUES ($1, $2, now())
     ON CONFLICT (address) DO UPDATE
       SET size = excluded.size, succeeded_at = now(), failing_since = NULL, failure = NULL`,
    [address, checkpoint.size],
  );
}

async function findKnownSize(address: string): Promise<number> {
  const [row] = await sql<{ size: string | null }>(
    `SELECT size::text AS "size" FROM audit_witness WHERE address = $1`,
    [address],
  );
  return Number(row?.size ?? 0);
}

async function recordFailure(witness: WitnessEnv, failure: WitnessFailure): Promise<void> {
  const about = { part: "audit", witness: describeWitness(witness).name, failure };
  if (failure === "contradiction") log().error(about, "a witness contradicts the trail");
  else log().warn(about, "a witness did not take a checkpoint");
  await sql(
    `INSERT INTO audit_witness (address, failing_since, failure) VALUES ($1, now(), $2)
     ON CONFLICT (address) DO UPDATE
       SET failing_since = coalesce(audit_witness.failing_since, now()), failure = $2`,
    [witness.address, failure],
  );
}
