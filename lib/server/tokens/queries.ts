import "server-only";

/** The reader's own API tokens that are still valid, or everybody's. The token is not stored. */
import type { z } from "zod";
import type { tokenSchema } from "@/lib/contracts/user";
import type { UserTokenList } from "@/lib/contracts/user-token";
import { type Scope, TOKEN_PERMISSIONS } from "@/lib/domain/permission";
import { prisma } from "../db/client";

const TOKENS_MAX = 500;

const FIELDS = {
  id: true,
  name: true,
  permissions: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedFrom: true,
  networks: true,
} as const;

type Row = {
  id: string;
  name: string;
  permissions: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  networks: string[];
};

export async function listTokens({
  actorId,
}: Scope<"account:use">): Promise<z.infer<typeof tokenSchema>[]> {
  const rows = await prisma().apiToken.findMany({
    where: { userId: actorId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: FIELDS,
  });
  return rows.map(buildToken);
}

/** Those that work; whoever looks for one of many names its owner. */
export async function listUserTokens(
  scope: Scope<"security:administer">,
  { text }: { text: string },
): Promise<UserTokenList> {
  void scope; // The permission concerns the organisation, not centres.
  const matching = { contains: text, mode: "insensitive" } as const;
  const rows = await prisma().apiToken.findMany({
    where: {
      revokedAt: null,
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
        { OR: [{ name: matching }, { user: { name: matching } }, { user: { email: matching } }] },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: TOKENS_MAX + 1,
    select: { ...FIELDS, user: { select: { id: true, name: true, email: true } } },
  });
  return {
    tokens: rows.slice(0, TOKENS_MAX).map(({ user, ...row }) => ({
      ...buildToken(row),
      owner: user,
    })),
    isCut: rows.length > TOKENS_MAX,
  };
}

function buildToken(row: Row): z.infer<typeof tokenSchema> {
  return {
    id: row.id,
    name: row.name,
    permissions: TOKEN_PERMISSIONS.filter((permission) => row.permissions.includes(permission)),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: row.lastUsedFrom === "unknown" ? null : row.lastUsedFrom,
    networks: row.networks,
  };
}
