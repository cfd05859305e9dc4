"use client";

/** An action in words; one that nobody has worded yet shows its code, and never nothing. */
import { useTranslations } from "next-intl";

export function useActionText(): (action: string) => string {
  const t = useTranslations("audit.actions");
  return (action) => {
    const key = action.replaceAll(".", "_");
    return t.has(key) ? t(key) : action;
  };
}
