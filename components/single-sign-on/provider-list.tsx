"use client";

/** Says of each identity provider what its sign-ins are worth here, and what to register there. */
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { IdentityProvider } from "@/lib/contracts/role-rule";

const ADDRESSES = ["redirect", "afterSignOut", "backChannelLogout"] as const;

export function ProviderList({ providers }: { providers: readonly IdentityProvider[] }) {
  const t = useTranslations("single-sign-on.providers");
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="providers" className="px-edge pt-6">
      <h2 id="providers">{t("title")}</h2>
      <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
      <ul className="mt-2 grid gap-4">
        {providers.map((provider) => (
          <li key={provider.id}>
            <h3>{provider.name}</h3>
            <p className="font-mono text-xs break-all text-ink-2">{provider.issuer}</p>
            <dl className="mt-1 grid gap-x-4 text-sm sm:grid-cols-[14rem_1fr]">
              <dt className="text-ink-2">{t("second-factor")}</dt>
              <dd>
                <RequiredAssurance of={provider} />
              </dd>
              <dt className="text-ink-2">{t("confirming")}</dt>
              <dd>{t(provider.statesAuthTime ? "dated" : "undated")}</dd>
              {ADDRESSES.map((address) => (
                <Fragment key={address}>
                  <dt className="text-ink-2">{t(`addresses.${address}`)}</dt>
                  <dd className="font-mono break-all">{provider.addresses[address]}</dd>
                </Fragment>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RequiredAssurance({ of: { acrValues, amrValues } }: { of: IdentityProvider }) {
  const t = useTranslations("single-sign-on.providers");
  const required = [
    { claim: "acr", values: acrValues },
    { claim: "amr", values: amrValues },
  ].filter(({ values }) => values.length > 0);
  if (required.length === 0) return t("not-required");
  return (
    <>
      {t("required")}{" "}
      {required.map(({ claim, values }, at) => (
        <code key={claim} className="font-mono break-all">
          {at > 0 && " + "}
          {claim}: {values.join(" | ")}
        </code>
      ))}
    </>
  );
}
