"use client";

/** Leads to each identity provider of the account, which has to ask for its own proof. */
import { useTranslations } from "next-intl";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { Button } from "../ui/button";

type ProviderFormsProps = Pick<ProofWays, "providers"> & {
  csrfToken: string;
  /** Where the provider leads back to. */
  next: string;
  /** A new tab leaves what is typed on this page as it is. */
  inNewTab?: boolean;
};

export function ProviderForms({
  providers,
  csrfToken,
  next,
  inNewTab = false,
}: ProviderFormsProps) {
  const t = useTranslations("identity-proof");
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-2">
      {providers.map(({ id, name }) => (
        <form
          key={id}
          method="post"
          action={`/api/auth/signin/${id}`}
          className="grid"
          {...(inNewTab ? { target: "_blank" } : {})}
        >
          <input type="hidden" name="csrfToken" value={csrfToken} />
          <input type="hidden" name="callbackUrl" value={next} />
          <input type="hidden" name="proof" value="fresh" />
          <Button type="submit" className="min-w-0" disabled={csrfToken === ""}>
            <span className="truncate">{t("with", { provider: name })}</span>
          </Button>
        </form>
      ))}
      {inNewTab && <p className="text-xs text-ink-2">{t("with-hint")}</p>}
    </div>
  );
}
