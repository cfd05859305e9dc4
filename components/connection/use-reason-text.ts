"use client";

/** Explains why a path was proposed for a field. */
import { useTranslations } from "next-intl";
import type { ChoiceReason } from "@/lib/contracts/field-map-trial";

const FACTS = { matched: 0, of: 0, total: "", example: "", name: "" };

export function useChoiceReason(): (reason: ChoiceReason) => string {
  const t = useTranslations("field-map.reason");
  return ({ code, facts }) => t(code, { ...FACTS, ...facts });
}
