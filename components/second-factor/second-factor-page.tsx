"use client";

/** Shows whether the user's sign-in has a second step, and sets it up or removes it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  removeSecondFactor,
  replaceRecoveryCodes,
  secondFactorQuery,
} from "@/lib/client/second-factor";
import type { SecondFactor } from "@/lib/contracts/second-factor";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { CodeDialog } from "./code-dialog";
import { EnrolDialog } from "./enrol-dialog";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";

/** With fewer, the page advises to make new ones. */
const FEW_CODES = 3;

type Step = "enrol" | "replace" | "remove" | null;

export function SecondFactorPage({ factor: initial }: { factor: SecondFactor }) {
  const t = useTranslations("second-factor");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { data: factor } = useQuery({ ...secondFactorQuery(), initialData: initial });
  const [step, setStep] = useState<Step>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = () => queryClient.invalidateQueries(secondFactorQuery());
  const close = () => setStep(null);
  const show = async (made: string[]) => {
    close();
    setCodes(made);
    await refresh();
  };
  const { since, recoveryCodesLeft } = factor;
  return (
    <section aria-labelledby="second-factor" className="grid gap-4 px-edge py-4">
      <div>
        <h2 id="second-factor">{t("title")}</h2>
        <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      </div>
      {since === null ? (
        <Button kind="do" className="justify-self-start" onClick={() => setStep("enrol")}>
          {t("set-up")}
        </Button>
      ) : (
        <>
          <p>{t.rich("since", { when: () => <Instant iso={since} /> })}</p>
          {recoveryCodesLeft < FEW_CODES ? (
            <Notice kind="warn" title={t("codes-left", { count: recoveryCodesLeft })} />
          ) : (
            <p className="text-ink-2">{t("codes-left", { count: recoveryCodesLeft })}</p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setStep("replace")}>{t("replace-codes")}</Button>
            <Button onClick={() => setStep("remove")}>{t("remove")}</Button>
          </div>
        </>
      )}
      {step === "enrol" && <EnrolDialog onClose={close} onDone={show} />}
      {step === "replace" && (
        <CodeDialog
          title={t("replace-title")}
          description={t("replace-hint")}
          submitLabel={t("replace-codes")}
          send={async (code) => show((await replaceRecoveryCodes(code)).codes)}
          onClose={close}
        />
      )}
      {step === "remove" && (
        <CodeDialog
          title={t("remove-title")}
          description={t("remove-hint")}
          submitLabel={t("remove")}
          send={async (code) => {
            await removeSecondFactor(code);
            await refresh();
            close();
            toast(t("removed"));
          }}
          onClose={close}
        />
      )}
      {codes !== null && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </section>
  );
}
