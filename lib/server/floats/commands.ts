import "server-only";

/** Records the agreed float of a till, or of every till. Earlier agreements stay unchanged. */
import type { z } from "zod";
import type { AgreedFloatList, agreeFloatSchema } from "@/lib/contracts/count-settings";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { getAgreedFloats } from "./queries";

type AgreeFloat = z.infer<typeof agreeFloatSchema> & { centreId: string };

export async function agreeFloat(
  scope: Scope<"tolerance:change">,
  { centreId, tillId, amountMinor, validFrom }: AgreeFloat,
): Promise<AgreedFloatList> {
  const { actorId } = scope;
  await inTransaction(async ({ sql }) => {
    const lock = `agreed float ${centreId}`;
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [lock]);
    const [last] = await sql<{ version: number; amount: string | null; from: string }>(
      `SELECT version, amount_minor AS amount, valid_from AS from FROM agreed_float
        WHERE centre_id = $1 AND till_id = $2 ORDER BY version DESC LIMIT 1`,
      [centreId, tillId],
    );
    const version = (last?.version ?? 0) + 1;
    await sql(
      `INSERT INTO agreed_float (centre_id, till_id, version, amount_minor, valid_from,
         created_by_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [centreId, tillId, version, amountMinor, validFrom, actorId],
    );
    const before =
      last === undefined
        ? {}
        : { before: { tillId, amountMinor: readVersion(last.amount), validFrom: last.from } };
    const after = { tillId, version, amountMinor, validFrom };
    await appendAudit(sql, { actorId, action: "float.agreed", centreId, ...before, after });
  });
  return getAgreedFloats(scope, { centreId });
}

function readVersion(text: string | null): number | null {
  return text === null ? null : Number(text);
}
