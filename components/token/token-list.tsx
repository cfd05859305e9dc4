"use client";

/**
 * Lists the user's own API tokens: their permissions, their expiry, and when they were last used.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { revokeToken, tokensQuery } from "@/lib/client/tokens";
import type { tokenSchema } from "@/lib/contracts/user";
import type { TokenPermission } from "@/lib/domain/permission";
import { RevokeDialog } from "../settings/revoke-dialog";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { TokenDialog } from "./token-dialog";
import { TokenNetworks, TokenUse } from "./token-use";

type Token = z.infer<typeof tokenSchema>;
type TokenListProps = { tokens: Token[]; permissions: TokenPermission[] };

export function TokenList({ tokens: initial, permissions }: TokenListProps) {
  const t = useTranslations("token");
  const queryClient = useQueryClient();
  const { data: tokens } = useQuery({ ...tokensQuery(), initialData: initial });
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<Token | null>(null);
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" onClick={() => setMaking(true)}>
          {t("make")}
        </Button>
      </IntroductionBar>
      {tokens.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("name") },
            { label: t("permissions"), isHiddenOnPhones: true },
            { label: t("expires") },
            { label: t("last-used"), isHiddenOnPhones: true },
          ]}
          action={t("revoke")}
        >
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">
                {token.name}
                <TokenNetworks token={token} />
              </th>
              <td className="py-1.5 font-mono text-xs whitespace-normal max-sm:hidden">
                {token.permissions.join(", ")}
              </td>
              <td>{token.expiresAt === null ? t("never") : <Instant iso={token.expiresAt} />}</td>
              <td className="max-sm:hidden">
                <TokenUse token={token} />
              </td>
              <RowAction
                label={t("revoke")}
                name={t("revoke-one", { name: token.name })}
                onPress={() => setRevoked(token)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {making && <TokenDialog permissions={permissions} onClose={() => setMaking(false)} />}
      {revoked !== null && (
        <RevokeDialog
          of="token"
          name={revoked.name}
          revoke={async () => {
            await revokeToken(revoked.id);
            await queryClient.invalidateQueries(tokensQuery());
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </>
  );
}
