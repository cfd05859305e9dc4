"use client";

/** Lists where the user is signed in, and ends one session or all others. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { endOtherSessions, endSession, sessionsQuery } from "@/lib/client/sign-in-sessions";
import type { SignInSessionRow } from "@/lib/contracts/sign-in-session";
import { RevokeDialog } from "../settings/revoke-dialog";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { SessionFactors, useSessionName } from "./session-name";

export function SessionList({ sessions: initial }: { sessions: SignInSessionRow[] }) {
  const t = useTranslations("session");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { data: sessions } = useQuery({ ...sessionsQuery(), initialData: initial });
  const [chosen, setChosen] = useState<SignInSessionRow | null>(null);
  const refresh = () => queryClient.invalidateQueries(sessionsQuery());
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async ({ ended }) => {
      await refresh();
      toast(t("ended-others", { count: ended }));
    },
  });
  const nameOf = useSessionName();
  return (
    <>
      <IntroductionBar about={t("about")}>
        {sessions.some(({ isCurrent }) => !isCurrent) && (
          <Button working={endOthers.isPending && t("saving")} onClick={() => endOthers.mutate()}>
            {t("end-others")}
          </Button>
        )}
      </IntroductionBar>
      <ProblemNotice error={endOthers.error} />
      <SettingsTable
        caption={t("caption")}
        columns={[
          { label: t("device") },
          { label: t("address"), isHiddenOnPhones: true },
          { label: t("started"), isHiddenOnPhones: true },
          { label: t("seen") },
        ]}
        action={t("revoke")}
      >
        {sessions.map((session) => (
          <tr key={session.id}>
            <th scope="row" className="whitespace-normal">
              {nameOf(session)}
              <SessionFactors of={session} />
            </th>
            <td className="max-sm:hidden">{session.address ?? t("unknown")}</td>
            <td className="max-sm:hidden">
              <Instant iso={session.startedAt} />
            </td>
            <td>{session.isCurrent ? t("this-one") : <Instant iso={session.seenAt} />}</td>
            {session.isCurrent ? (
              <td />
            ) : (
              <RowAction
                label={t("revoke")}
                name={t("revoke-one", { name: nameOf(session) })}
                onPress={() => setChosen(session)}
              />
            )}
          </tr>
        ))}
      </SettingsTable>
      {chosen !== null && (
        <RevokeDialog
          of="session"
          name={nameOf(chosen)}
          revoke={async () => {
            await endSession(chosen.id);
            await refresh();
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
