"use client";

/** Requests that everything that names a person is destroyed, once it is clear what that means. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { requestErasure } from "@/lib/client/personal-data";
import { refreshUsers } from "@/lib/client/users";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type EraseProps = { userId: string; name: string };

export function ErasePerson({ userId, name }: EraseProps) {
  const t = useTranslations("personal-data.erasure");
  const [isAsked, setAsked] = useState(false);
  return (
    <section className="no-print px-edge pb-8" aria-labelledby="erase-person">
      <h2 id="erase-person">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      <Button className="mt-2" onClick={() => setAsked(true)}>
        {t("request")}
      </Button>
      {isAsked && <EraseDialog userId={userId} name={name} onClose={() => setAsked(false)} />}
    </section>
  );
}

function EraseDialog({ userId, name, onClose }: EraseProps & { onClose: () => void }) {
  const t = useTranslations("personal-data.erasure");
  const toast = useToast();
  const router = useRouter();
  const queryClient = useQueryClient();
  const erasing = useMutation({
    mutationFn: () => requestErasure(userId),
    onSuccess: async ({ outcome }) => {
      toast(t(outcome, { name }));
      onClose();
      await refreshUsers(queryClient);
      if (outcome === "erased") router.push("/settings/personal-data");
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("dialog-title", { name })}
      description={t("dialog-hint")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            working={erasing.isPending && t("requesting")}
            onClick={() => erasing.mutate()}
          >
            {t("request")}
          </Button>
        </>
      }
    >
      <p className="max-w-[60ch]">{t("stays")}</p>
      <ProblemNotice error={erasing.error} />
    </Dialog>
  );
}
