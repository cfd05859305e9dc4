"use client";

/** Signs out by the same form post that a page without scripts would send. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { api } from "@/lib/client/http";
import { forgetThisDevice } from "@/lib/client/push";
import { forgetPages } from "@/lib/client/till-counts-worker";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";

type SignOutFormProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function SignOutForm({ open, onOpenChange }: SignOutFormProps) {
  const t = useTranslations("shell");
  const form = useRef<HTMLFormElement>(null);
  const token = useQuery({
    queryKey: ["csrf"],
    queryFn: () => api.get("/api/auth/csrf"),
    gcTime: 0,
    staleTime: 0,
  });
  const problem = useProblemText(token.error);
  useEffect(() => {
    // The next user of the device finds no page of this person on it, and no notification comes.
    if (token.data === undefined) return;
    const forgotten = Promise.allSettled([forgetPages(), forgetThisDevice()]);
    void forgotten.then(() => form.current?.requestSubmit());
  }, [token.data]);
  if (token.isError) {
    return (
      <Dialog
        open={open}
        onOpenChange={onOpenChange}
        title={t("sign-out-failed")}
        description={problem.title}
        footer={<Button onClick={() => void token.refetch()}>{t("sign-out")}</Button>}
      />
    );
  }
  return (
    <form ref={form} method="post" action="/api/auth/signout" hidden>
      <input type="hidden" name="csrfToken" value={token.data?.csrfToken ?? ""} readOnly />
      <input type="hidden" name="callbackUrl" value="/sign-in" readOnly />
    </form>
  );
}
