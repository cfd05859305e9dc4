"use client";

/** Shows an administrator where somebody is signed in, and ends one session or all of them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { endAllSessionsOf, endSessionOf, sessionsOfQuery } from "@/lib/client/sign-in-sessions";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { SessionFactors, useSessionName } from "./session-name";

type UserSessionsDialogProps = { userId: string; name: string; onClose: () => void };

export function UserSessionsDialog({ userId, name, onClose }: UserSessionsDialogProps) {
  const t = useTranslations("session");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsOfQuery(userId));
  const nameOf = useSessionName();
  const end = useMutation({
    mutationFn: async (sessionId: string | null) => {
      if (sessionId === null) return (await endAllSessionsOf(userId)).ended;
      await endSessionOf(userId, sessionId);
      return 1;
    },
    onSuccess: async (count) => {
      await queryClient.invalidateQueries(sessionsOfQuery(userId));
      toast(t("ended-others", { count }));
    },
  });
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("of", { name })}
      footer={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          {sessions !== undefined && sessions.length > 0 && (
            <Button working={end.isPending && t("saving")} onClick={() => end.mutate(null)}>
              {t("end-all")}
            </Button>
          )}
        </>
      }
    >
      {error !== null && sessions === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {sessions?.length === 0 && <p>{t("none")}</p>}
      {sessions !== undefined && sessions.length > 0 && (
        <ul className="grid gap-3" aria-label={t("of", { name })}>
          {sessions.map((session) => (
            <li key={session.id} className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                {nameOf(session)}
                <SessionFactors of={session} />
                <span className="block text-xs text-ink-2">
                  {session.address ?? t("unknown")} · {t("seen")} <Instant iso={session.seenAt} />
                </span>
              </div>
              <Button
                size="small"
                aria-label={t("revoke-one", { name: nameOf(session) })}
                disabled={end.isPending}
                onClick={() => end.mutate(session.id)}
              >
                {t("revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ProblemNotice error={end.error} />
    </Dialog>
  );
}
