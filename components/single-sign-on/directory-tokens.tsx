"use client";

/** Lists the tokens of directories, with the address that a directory is given beside them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  confirmDirectoryToken,
  directoryTokensQuery,
  revokeDirectoryToken,
} from "@/lib/client/directory-tokens";
import type { DirectoryToken, DirectoryTokenList } from "@/lib/contracts/directory-token";
import { RevokeDialog } from "../settings/revoke-dialog";
import { SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { DirectoryTokenDialog } from "./directory-token-dialog";
import { DecisionButtons } from "./decision-buttons";

export function DirectoryTokens({ list: initial }: { list: DirectoryTokenList }) {
  const t = useTranslations("single-sign-on.directory");
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(directoryTokensQuery());
  const { data: list } = useQuery({ ...directoryTokensQuery(), initialData: initial });
  const [isAdding, setIsAdding] = useState(false);
  const [revoked, setRevoked] = useState<DirectoryToken | null>(null);
  const confirm = useMutation({ mutationFn: confirmDirectoryToken, onSettled: refresh });
  return (
    <section aria-labelledby="directory" className="pt-6">
      <div className="flex flex-wrap items-end gap-4 px-edge py-3">
        <div className="min-w-60 flex-1">
          <h2 id="directory">{t("title")}</h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
          <p className="mt-2 text-sm">
            {t("address")} <code className="font-mono break-all">{list.address}</code>
          </p>
        </div>
        <Button onClick={() => setIsAdding(true)}>{t("add")}</Button>
      </div>
      <ProblemNotice error={confirm.error} />
      {list.tokens.length > 0 && (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("name") },
            { label: t("used") },
            { label: t("added"), isHiddenOnPhones: true },
          ]}
          action={t("revoke")}
        >
          {list.tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>
                <TokenState token={token} />
              </td>
              <td className="max-sm:hidden">
                {token.requestedBy}, <Instant iso={token.requestedAt} />
                {token.confirmedBy !== null && (
                  <span className="block text-xs text-ink-2">
                    {t("confirmed-by", { name: token.confirmedBy })}
                  </span>
                )}
              </td>
              <DecisionButtons
                of="single-sign-on.directory"
                name={token.name}
                isConfirmable={token.isWaiting && token.refusal === null}
                isWorking={confirm.isPending}
                onConfirm={() => confirm.mutate(token.id)}
                onRemove={() => setRevoked(token)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {isAdding && <DirectoryTokenDialog onClose={() => setIsAdding(false)} />}
      {revoked !== null && (
        <RevokeDialog
          of="single-sign-on.directory"
          name={revoked.name}
          revoke={async () => {
            await revokeDirectoryToken(revoked.id);
            await refresh();
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </section>
  );
}

function TokenState({ token }: { token: DirectoryToken }) {
  const t = useTranslations("single-sign-on.directory");
  const { isWaiting, refusal, lastUsedAt } = token;
  if (isWaiting) {
    return (
      <>
        {t("waiting")}
        {refusal !== null && <span className="block text-xs text-ink-2">{t(refusal)}</span>}
      </>
    );
  }
  return lastUsedAt === null ? (
    <span className="text-ink-3 italic">{t("not-used")}</span>
  ) : (
    <Instant iso={lastUsedAt} />
  );
}
