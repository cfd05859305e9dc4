"use client";

/** What sessions are called, and by what their person signed in. */
import { useTranslations } from "next-intl";
import type { SignInSessionRow } from "@/lib/contracts/sign-in-session";

const FACTORS = ["password", "pin", "oidc", "totp", "passkey", "recovery-code"] as const;

type SessionFactorsProps = { of: Pick<SignInSessionRow, "factors" | "acr" | "amr"> };

/** What an identity provider states follows in its own words. */
export function SessionFactors({ of: { factors, acr, amr } }: SessionFactorsProps) {
  const t = useTranslations("session.by");
  const known = FACTORS.filter((factor) => factors.includes(factor));
  const stated = [acr, ...amr].filter((one) => one !== null);
  return (
    <span className="block text-xs font-normal break-words text-ink-3">
      {known.map((factor) => t(factor)).join(", ")}
      {stated.length > 0 && ` (${stated.join(", ")})`}
    </span>
  );
}

/** Returns how a session is called: by browser and system, as far as they are known. */
export function useSessionName() {
  const t = useTranslations("session");
  return ({ browser, system }: SignInSessionRow): string => {
    if (browser === null) return system ?? t("unknown-device");
    return system === null ? browser : t("on", { browser, system });
  };
}
