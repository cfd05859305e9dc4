"use client";

/** The form of a page that takes a fresh proof of who opens it, and the way on from there. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ProofFields } from "./proof-fields";
import { ProviderForms } from "./provider-forms";
import { ProviderRefusal } from "./provider-refusal";
import { useProof } from "./use-proof";

type ProofPageProps = {
  ways: ProofWays;
  csrfToken: string;
  next: string;
  /** Why the identity provider did not confirm it. */
  error?: string | undefined;
};

export function ProofPage({ ways, csrfToken, next, error }: ProofPageProps) {
  const t = useTranslations("identity-proof");
  const { providers, byPassword } = ways;
  return (
    <>
      {error !== undefined && !ways.isFresh && <ProviderRefusal error={error} />}
      <section aria-labelledby="proof" className="grid max-w-[480px] gap-4 px-edge py-5">
        <h1 id="proof">{t(ways.isFresh ? "done" : "title")}</h1>
        {ways.isFresh ? (
          <>
            <p className="text-ink-2">{t("done-hint")}</p>
            <ButtonLink href={next} className="justify-self-start">
              {t("go-on")}
            </ButtonLink>
          </>
        ) : (
          <>
            <p className="text-ink-2">
              {t(byPassword || providers.length > 0 ? "page-about" : "nothing")}
            </p>
            {byPassword && <PasswordForm ways={ways} next={next} />}
            <ProviderForms {...{ providers, csrfToken, next }} />
          </>
        )}
      </section>
    </>
  );
}

function PasswordForm({ ways, next }: Pick<ProofPageProps, "ways" | "next">) {
  const t = useTranslations("identity-proof");
  const [isLeaving, setIsLeaving] = useState(false);
  const proof = useProof(ways, () => {
    setIsLeaving(true);
    // The router may remember from a prefetch that this page leads here, so the browser loads it.
    window.location.assign(next);
  });
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        proof.submit(new FormData(event.currentTarget));
      }}
    >
      <ProofFields proof={proof} byPasskey={ways.byPasskey} needsCode={ways.needsCode} />
      <Button
        type="submit"
        kind="do"
        className="justify-self-start"
        working={(proof.isPending || isLeaving) && t("working")}
      >
        {t("confirm")}
      </Button>
    </form>
  );
}
