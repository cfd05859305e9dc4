"use client";

/** The dialogs of the page of second factors, one at a time, and new recovery codes after it. */
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { removeApp, removePasskey, replaceRecoveryCodes } from "@/lib/client/second-factor";
import type { PasskeyRow } from "@/lib/contracts/passkey";
import type { SecondFactor } from "@/lib/contracts/second-factor";
import { useToast } from "../ui/toast";
import { AddPasskeyDialog } from "./add-passkey-dialog";
import { EnrolDialog } from "./enrol-dialog";
import { isLastRequired } from "./is-last-required";
import { PasskeyDialog } from "./passkey-dialog";
import { ProofDialog } from "./proof-dialog";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";

export type FactorStep =
  | { kind: "add-passkey" | "enrol" | "remove-app" | "replace-codes" }
  | { kind: "passkey" | "remove-passkey"; passkey: PasskeyRow };

type FactorDialogsProps = {
  step: FactorStep | null;
  factor: SecondFactor;
  onStep: (step: FactorStep | null) => void;
  refresh: () => Promise<void>;
};

export function FactorDialogs({ step, factor, onStep, refresh }: FactorDialogsProps) {
  const t = useTranslations("second-factor");
  const toast = useToast();
  const router = useRouter();
  const [codes, setCodes] = useState<string[]>([]);
  const close = () => onStep(null);
  const finish = async (text: string | null, made: string[] = []) => {
    await refresh();
    close();
    setCodes(made);
    if (made.length === 0) router.refresh();
    if (text !== null) toast(text);
  };
  // The workspace opens to whoever had to have a factor; earlier, it would hide the codes.
  const closeCodes = () => {
    setCodes([]);
    router.refresh();
  };
  const common = { factor, onClose: close };
  return (
    <>
      {step?.kind === "add-passkey" && (
        <AddPasskeyDialog
          onClose={close}
          onDone={(name, made) => finish(t("passkey-added", { name }), made)}
        />
      )}
      {step?.kind === "passkey" && (
        <PasskeyDialog
          passkey={step.passkey}
          isLastRequired={isLastRequired(factor)}
          onRemove={() => onStep({ kind: "remove-passkey", passkey: step.passkey })}
          onClose={close}
          onDone={() => finish(null)}
        />
      )}
      {step?.kind === "remove-passkey" && (
        <ProofDialog
          {...common}
          title={t("passkey-remove-title", { name: step.passkey.name })}
          description={t("passkey-remove-hint")}
          submitLabel={t("passkey-remove")}
          send={async (proof) => {
            await removePasskey(step.passkey.id, proof);
            await finish(t("passkey-removed", { name: step.passkey.name }));
          }}
        />
      )}
      {step?.kind === "enrol" && (
        <EnrolDialog onClose={close} onDone={(made) => finish(null, made)} />
      )}
      {step?.kind === "replace-codes" && (
        <ProofDialog
          {...common}
          title={t("replace-title")}
          description={t("replace-hint")}
          submitLabel={t("replace-codes")}
          send={async (proof) => finish(null, (await replaceRecoveryCodes(proof)).codes)}
        />
      )}
      {step?.kind === "remove-app" && (
        <ProofDialog
          {...common}
          title={t("remove-title")}
          description={t(factor.passkeys.length > 0 ? "remove-hint-passkeys" : "remove-hint")}
          submitLabel={t("remove")}
          send={async (proof) => {
            await removeApp(proof);
            await finish(t("removed"));
          }}
        />
      )}
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={closeCodes} />}
    </>
  );
}
