import "server-only";

/**
 * Lets code that is written in SQL (the audit trail, recomputation) run inside Prisma's
 * transaction.
 */
import type { Prisma } from "@/prisma/generated/client";
import type { Sql } from "./sql";

type RawClient = Pick<Prisma.TransactionClient, "$queryRawUnsafe">;

/** The statement is never built from input: values travel beside it, as with `pg`. */
export function sqlOfPrisma(tx: RawClient): Sql {
  return async (text, values = []) => {
    const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values);
    return rows.map(withTextForBigints) as never;
  };
}

/** `pg` gives `bigint` columns as text, and callers of `Sql` rely on it. */
function withTextForBigints(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "bigint" ? value.toString() : value,
    ]),
  );
}
