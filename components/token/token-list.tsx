"use client";

/** The reader's own API tokens: what each may do, until when, and when it was last used. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { revokeToken, tokensQuery } from "@/lib/client/tokens";
import type { tokenSchema } from "@/lib/contracts/user";
import type { TokenPermission } from "@/lib/domain/permission";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { useProblemText } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { TokenDialog } from "./token-dialog";

type Token = z.infer<typeof tokenSchema>;
type TokenListProps = { tokens: Token[]; permissions: TokenPermission[] };

export function TokenList({ tokens: initial, permissions }: TokenListProps) {
  const t = useTranslations("token");
  const { data: tokens } = useQuery({ ...tokensQuery(), initialData: initial });
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<Token | null>(null);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <div className="min-w-60 flex-1">
          <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
        </div>
        <Button kind="do" onClick={() => setMaking(true)}>
          {t("make")}
        </Button>
      </div>
      {tokens.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <table className="ledger">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("permissions")}
              </th>
              <th scope="col">{t("expires")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("last-used")}
              </th>
              <th scope="col">
                <span className="sr-only">{t("revoke")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">{token.name}</th>
                <td className="py-1.5 font-mono text-xs whitespace-normal max-sm:hidden">
                  {token.permissions.join(", ")}
                </td>
                <td>{token.expiresAt === null ? t("never") : <Instant iso={token.expiresAt} />}</td>
                <td className="max-sm:hidden">
                  {token.lastUsedAt === null ? (
                    <span className="text-ink-3 italic">{t("not-used")}</span>
                  ) : (
                    <Instant iso={token.lastUsedAt} />
                  )}
                </td>
                <td className="money">
                  <Button
                    kind="bare"
                    size="small"
                    aria-label={t("revoke-one", { name: token.name })}
                    onClick={() => setRevoked(token)}
                  >
                    {t("revoke")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && <TokenDialog permissions={permissions} onClose={() => setMaking(false)} />}
      {revoked !== null && <RevokeDialog token={revoked} onClose={() => setRevoked(null)} />}
    </>
  );
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const t = useTranslations("token");
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSuccess: async () => {
      await queryClient.invalidateQueries(tokensQuery());
      onClose();
    },
  });
  const problem = useProblemText(revoke.error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("revoke-title", { name: token.name })}
      description={t("revoke-hint")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            working={revoke.isPending && t("saving")}
            onClick={() => revoke.mutate(token.id)}
          >
            {t("revoke")}
          </Button>
        </>
      }
    >
      {revoke.isError && (
        <Notice kind="error" title={problem.title}>
          {problem.detail}
        </Notice>
      )}
    </Dialog>
  );
}
