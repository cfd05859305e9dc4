"use client";

/** Formats the scope of a rule: every centre or one, and all tenders, a kind of them, or one. */
import { useTranslations } from "next-intl";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { readKindScope } from "@/lib/domain/tolerance/scope";

export function useScopeText() {
  const t = useTranslations("tolerance");
  return {
    centre: ({ centreId, centreName }: { centreId: string; centreName: string | null }) =>
      centreId === ANY ? t("all-centres") : (centreName ?? centreId),
    /** `names` are those of tenders, where they are known. */
    tender: (tenderId: string, names: ReadonlyMap<string, string> = NO_NAMES) => {
      const kind = readKindScope(tenderId);
      if (kind !== null) return t(`kinds.${kind}`);
      return tenderId === ANY ? t("all-tenders") : (names.get(tenderId) ?? tenderId);
    },
  };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();
