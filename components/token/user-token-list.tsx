"use client";

/** Lists the API tokens of everybody else, which administrators can revoke. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { revokeTokenOf, userTokensQuery } from "@/lib/client/tokens";
import type { UserTokenList as UserTokens } from "@/lib/contracts/user-token";
import { EntryField } from "../audit/entry-field";
import { RevokeDialog } from "../settings/revoke-dialog";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { TokenNetworks, TokenUse } from "./token-use";

type UserTokenListProps = { list: UserTokens; ownId: string };

export function UserTokenList({ list: initial, ownId }: UserTokenListProps) {
  const t = useTranslations("token");
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const { data: list = initial } = useQuery({
    ...userTokensQuery(text),
    ...(text === "" ? { initialData: initial } : { placeholderData: keepPreviousData }),
  });
  const [revoked, setRevoked] = useState<UserTokens["tokens"][number] | null>(null);
  const others = list.tokens.filter(({ owner }) => owner.id !== ownId);
  return (
    <section className="pt-6 pb-8" aria-labelledby="tokens-of-others">
      <h2 id="tokens-of-others" className="px-edge">
        {t("others")}
      </h2>
      <p className="max-w-[70ch] px-edge pt-1 text-sm text-ink-2">{t("others-about")}</p>
      <EntryField
        label={t("others-search")}
        type="search"
        maxLength={120}
        className="w-60 px-edge py-3 max-sm:w-full"
        value={text}
        onChange={setText}
      />
      {others.length === 0 ? (
        <EmptyState title={t("others-none")} />
      ) : (
        <SettingsTable
          caption={t("others")}
          columns={[
            { label: t("owner") },
            { label: t("name") },
            { label: t("permissions"), isHiddenOnPhones: true },
            { label: t("expires"), isHiddenOnPhones: true },
            { label: t("last-used"), isHiddenOnPhones: true },
          ]}
          action={t("revoke")}
        >
          {others.map((token) => (
            <tr key={token.id}>
              <th scope="row" className="py-1.5">
                <span className="block font-medium">{token.owner.name}</span>
                <span className="block text-xs break-all text-ink-3">{token.owner.email}</span>
              </th>
              <td className="py-1.5 whitespace-normal">
                {token.name}
                <span className="block text-xs text-ink-3">
                  {t("made")} <Instant iso={token.createdAt} />
                </span>
                <TokenNetworks token={token} />
              </td>
              <td className="py-1.5 font-mono text-xs whitespace-normal max-sm:hidden">
                {token.permissions.join(", ")}
              </td>
              <td className="max-sm:hidden">
                {token.expiresAt === null ? t("never") : <Instant iso={token.expiresAt} />}
              </td>
              <td className="max-sm:hidden">
                <TokenUse token={token} />
              </td>
              <RowAction
                label={t("revoke")}
                name={t("revoke-one-of", { name: token.name, owner: token.owner.name })}
                onPress={() => setRevoked(token)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {list.isCut && <p className="px-edge pt-3 text-sm text-ink-2">{t("others-cut")}</p>}
      {revoked !== null && (
        <RevokeDialog
          of="token"
          name={revoked.name}
          revoke={async () => {
            await revokeTokenOf({ userId: revoked.owner.id, tokenId: revoked.id });
            await queryClient.invalidateQueries({ queryKey: ["tokens", "everybody"] });
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </section>
  );
}
