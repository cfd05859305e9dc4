"use client";

/** Asks who is there, above whatever page or dialog the refused request came from. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { readFormToken, readProofWays } from "@/lib/client/identity-proof";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { FormDialog } from "../ui/form-dialog";
import { ProofFields } from "./proof-fields";
import { ProviderForms } from "./provider-forms";
import { useProof } from "./use-proof";

type ProofDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  ways: ProofWays | null;
  onProved: () => void;
};

export function ProofDialog({ open, onOpenChange, ways, onProved }: ProofDialogProps) {
  if (!open || ways === null) return null;
  const props = { ways, onProved, onClose: () => onOpenChange(false) };
  return ways.byPassword ? <ByPassword {...props} /> : <ByProvider {...props} />;
}

type WayProps = { ways: ProofWays; onProved: () => void; onClose: () => void };

function ByPassword({ ways, onProved, onClose }: WayProps) {
  const t = useTranslations("identity-proof");
  const proof = useProof(ways, onProved);
  return (
    <FormDialog
      title={t("title")}
      description={t("about")}
      cancelLabel={t("cancel")}
      submitLabel={t("confirm")}
      working={proof.isPending && t("working")}
      onClose={onClose}
      onSubmit={proof.submit}
    >
      <ProofFields proof={proof} byPasskey={ways.byPasskey} needsCode={ways.needsCode} />
    </FormDialog>
  );
}

function ByProvider({ ways: { providers }, onProved, onClose }: WayProps) {
  const t = useTranslations("identity-proof");
  const { data: csrfToken = "" } = useQuery({ queryKey: ["form-token"], queryFn: readFormToken });
  useEffect(() => {
    // The provider opens in another tab, and this one finds out when the person is back.
    const look = async () => {
      const ways = await readProofWays().catch(() => null);
      if (ways?.isFresh === true) onProved();
    };
    const onFocus = () => void look();
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [onProved]);
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("title")}
      description={t(providers.length === 0 ? "nothing" : "about")}
      footer={<Button onClick={onClose}>{t("cancel")}</Button>}
    >
      <ProviderForms providers={providers} csrfToken={csrfToken} next="/prove" inNewTab />
    </Dialog>
  );
}
