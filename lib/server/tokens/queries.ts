import "server-only";

/** The reader's own API tokens that are still valid. The token itself is not stored. */
import type { z } from "zod";
import type { tokenSchema } from "@/lib/contracts/user";
import { type Scope, TOKEN_PERMISSIONS } from "@/lib/domain/permission";
import { prisma } from "../db/client";

export async function listTokens({
  actorId,
}: Scope<"account:use">): Promise<z.infer<typeof tokenSchema>[]> {
  const rows = await prisma().apiToken.findMany({
    where: { userId: actorId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      name: true,
      permissions: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    permissions: TOKEN_PERMISSIONS.filter((permission) => row.permissions.includes(permission)),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
