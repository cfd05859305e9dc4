"use client";

/**
 * Formats the scope of a rule: every centre, a node or one centre, and all tenders, a kind of them,
 * or one.
 */
import { useTranslations } from "next-intl";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { readKindScope } from "@/lib/domain/tolerance/scope";

type ScopeNames = { centreId: string; centreName: string | null; nodeName: string | null };

export function useScopeText() {
  const t = useTranslations("tolerance-rule");
  return {
    centre: ({ centreId, centreName, nodeName }: ScopeNames) => {
      if (centreId === ANY) return t("all-centres");
      const nodeId = readNodeScope(centreId);
      return nodeId === null ? (centreName ?? centreId) : t("node", { node: nodeName ?? nodeId });
    },
    /** `names` are those of tenders, where they are known. */
    tender: (tenderId: string, names: ReadonlyMap<string, string> = NO_NAMES) => {
      const kind = readKindScope(tenderId);
      if (kind !== null) return t(`kinds.${kind}`);
      return tenderId === ANY ? t("all-tenders") : (names.get(tenderId) ?? tenderId);
    },
  };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();
