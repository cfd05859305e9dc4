"use client";

/**
 * Signs out by the same form post that a page without scripts would send. Whoever signed in through
 * an identity provider chooses whether to sign out there too.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/http";
import { forgetThisDevice } from "@/lib/client/push";
import { rememberSignOut } from "@/lib/client/sign-out";
import { forgetPages } from "@/lib/client/till-counts-worker";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";

type SignOutFormProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** "" signs out here only. */
type Also = "" | "provider";

export function SignOutForm({ open, onOpenChange }: SignOutFormProps) {
  const t = useTranslations("shell");
  const [chosen, setChosen] = useState<Also | null>(null);
  const leaving = useQuery({
    queryKey: ["sign-out"],
    queryFn: readLeaving,
    gcTime: 0,
    staleTime: 0,
  });
  const problem = useProblemText(leaving.error);
  if (leaving.isError) {
    return (
      <Dialog
        open={open}
        onOpenChange={onOpenChange}
        title={t("sign-out-failed")}
        description={problem.title}
        footer={<Button onClick={() => void leaving.refetch()}>{t("sign-out")}</Button>}
      />
    );
  }
  if (leaving.data === undefined) return null;
  const { csrfToken, provider } = leaving.data;
  const also = provider === undefined ? "" : chosen;
  if (also !== null) return <LeavingForm csrfToken={csrfToken} also={also} />;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("sign-out-too", { provider: provider?.name ?? "" })}
      description={t("sign-out-too-hint")}
      footer={
        <>
          <Button onClick={() => setChosen("")}>{t("sign-out-here")}</Button>
          <Button kind="do" onClick={() => setChosen("provider")}>
            {t("sign-out-both")}
          </Button>
        </>
      }
    />
  );
}

async function readLeaving() {
  const [{ csrfToken }, { provider }] = await Promise.all([
    api.get("/api/auth/csrf"),
    api.get("/api/auth/session"),
  ]);
  return { csrfToken, provider };
}

function LeavingForm({ csrfToken, also }: { csrfToken: string; also: Also }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The next user of the device finds no page of this person on it, and no notification comes.
    rememberSignOut();
    const forgotten = Promise.allSettled([forgetPages(), forgetThisDevice()]);
    void forgotten.then(() => form.current?.requestSubmit());
  }, []);
  return (
    <form ref={form} method="post" action="/api/auth/signout" hidden>
      <input type="hidden" name="csrfToken" value={csrfToken} readOnly />
      <input type="hidden" name="callbackUrl" value="/sign-in" readOnly />
      <input type="hidden" name="also" value={also} readOnly />
    </form>
  );
}
