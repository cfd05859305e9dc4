"use client";

/** Formats an action as text, or by its code when it has no text of its own, and who did it. */
import { useTranslations } from "next-intl";

export function useActionText(): (action: string) => string {
  const t = useTranslations("activity.actions");
  return (action) => {
    const key = action.replaceAll(".", "_");
    return t.has(key) ? t(key) : action;
  };
}

/** Without a person, these were done by a rule that the organisation set; others by the product. */
const BY_RULE = ["day.reviewed", "day.sampled"];

export function useActorText(): (name: string | null, action: string) => string {
  const t = useTranslations("activity");
  return (name, action) => name ?? t(BY_RULE.includes(action) ? "by-rule" : "system");
}
