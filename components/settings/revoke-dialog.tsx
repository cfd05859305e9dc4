"use client";

/** Asks before a token, a device or the like is removed, and says why it could not be. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ProblemNotice } from "../ui/problem-notice";

type SingleSignOn = "single-sign-on" | "single-sign-on.directory";

type RevokeDialogProps = {
  /** The texts are those of what is revoked. */
  of: "device" | "session" | "token" | "webhook" | "reports" | "credentials" | SingleSignOn;
  name: string;
  /** Ends when the list shows what is left. */
  revoke: () => Promise<unknown>;
  onClose: () => void;
};

export function RevokeDialog({ of, name, revoke, onClose }: RevokeDialogProps) {
  const t = useTranslations(of);
  const revoking = useMutation({ mutationFn: revoke, onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("revoke-title", { name })}
      description={t("revoke-hint")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            working={revoking.isPending && t("saving")}
            onClick={() => revoking.mutate()}
          >
            {t("revoke")}
          </Button>
        </>
      }
    >
      <ProblemNotice error={revoking.error} />
    </Dialog>
  );
}
