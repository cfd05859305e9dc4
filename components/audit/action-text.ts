"use client";

/** Formats an action as text; one without a text of its own is shown by its code. */
import { useTranslations } from "next-intl";

export function useActionText(): (action: string) => string {
  const t = useTranslations("audit.actions");
  return (action) => {
    const key = action.replaceAll(".", "_");
    return t.has(key) ? t(key) : action;
  };
}
