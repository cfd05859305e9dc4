"use client";

/** Says when and from where a token was used, and where it may be used from. */
import { useTranslations } from "next-intl";
import type { z } from "zod";
import type { tokenSchema } from "@/lib/contracts/user";
import { Instant } from "../ui/instant";

type TokenProps = { token: z.infer<typeof tokenSchema> };

export function TokenUse({ token: { lastUsedAt, lastUsedFrom } }: TokenProps) {
  const t = useTranslations("token");
  if (lastUsedAt === null) return <span className="text-ink-3 italic">{t("not-used")}</span>;
  return (
    <>
      <Instant iso={lastUsedAt} />
      {lastUsedFrom !== null && (
        <span className="block text-xs break-all text-ink-3">
          {t("from", { address: lastUsedFrom })}
        </span>
      )}
    </>
  );
}

export function TokenNetworks({ token: { networks } }: TokenProps) {
  const t = useTranslations("token");
  return networks.length === 0 ? null : (
    <span className="block text-xs font-normal break-all text-ink-3">
      {t("only-from", { networks: networks.join(", ") })}
    </span>
  );
}
