"use client";

/** Shows the second factors of the user: passkeys, an authenticator app, and recovery codes. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { secondFactorQuery } from "@/lib/client/second-factor";
import type { SecondFactor } from "@/lib/contracts/second-factor";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { FactorDialogs, type FactorStep } from "./factor-dialogs";
import { isLastRequired } from "./is-last-required";
import { PasskeyTable } from "./passkey-table";

/** With fewer, the page advises to make new ones. */
const FEW_CODES = 3;

export function SecondFactorPage({ factor: initial }: { factor: SecondFactor }) {
  const t = useTranslations("second-factor");
  const queryClient = useQueryClient();
  const { data: factor } = useQuery({ ...secondFactorQuery(), initialData: initial });
  const [step, setStep] = useState<FactorStep | null>(null);
  const hasFactor = factor.since !== null || factor.passkeys.length > 0;
  return (
    <div className="grid gap-6 py-4">
      <div className="px-edge">
        <h2>{t("title")}</h2>
        <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      </div>
      {factor.isRequired && !hasFactor && (
        <Notice kind="warn" title={t("required")}>
          {t("required-hint")}
        </Notice>
      )}
      <Passkeys factor={factor} onStep={setStep} />
      <App factor={factor} onStep={setStep} />
      {hasFactor && <RecoveryCodes left={factor.recoveryCodesLeft} onStep={setStep} />}
      <FactorDialogs
        step={step}
        factor={factor}
        onStep={setStep}
        refresh={() => queryClient.invalidateQueries(secondFactorQuery())}
      />
    </div>
  );
}

type PartProps = { factor: SecondFactor; onStep: (step: FactorStep) => void };

function Passkeys({ factor: { passkeys, offersPasskeys }, onStep }: PartProps) {
  const t = useTranslations("second-factor");
  return (
    <section aria-labelledby="passkeys" className="grid gap-3">
      <div className="px-edge">
        <h3 id="passkeys">{t("passkeys")}</h3>
        <p className="max-w-[70ch] text-ink-2">{t("passkeys-about")}</p>
        {!offersPasskeys && (
          <p className="max-w-[70ch] text-sm text-ink-2">{t("passkeys-impossible")}</p>
        )}
      </div>
      {passkeys.length > 0 && (
        <PasskeyTable
          passkeys={passkeys}
          onChoose={(passkey) => onStep({ kind: "passkey", passkey })}
        />
      )}
      {offersPasskeys && (
        <Button
          kind="do"
          className="mx-edge justify-self-start"
          onClick={() => onStep({ kind: "add-passkey" })}
        >
          {t("passkey-add")}
        </Button>
      )}
    </section>
  );
}

function App({ factor, onStep }: PartProps) {
  const t = useTranslations("second-factor");
  const { since } = factor;
  return (
    <section aria-labelledby="app" className="grid gap-3 px-edge">
      <div>
        <h3 id="app">{t("app")}</h3>
        <p className="max-w-[70ch] text-ink-2">{t("app-about")}</p>
        {since !== null && <p>{t.rich("since", { when: () => <Instant iso={since} /> })}</p>}
      </div>
      {since === null && (
        <Button className="justify-self-start" onClick={() => onStep({ kind: "enrol" })}>
          {t("set-up")}
        </Button>
      )}
      {since !== null && isLastRequired(factor) && (
        <p className="max-w-[70ch] text-sm text-ink-2">{t("required-last")}</p>
      )}
      {since !== null && !isLastRequired(factor) && (
        <Button className="justify-self-start" onClick={() => onStep({ kind: "remove-app" })}>
          {t("remove")}
        </Button>
      )}
    </section>
  );
}

function RecoveryCodes({ left, onStep }: { left: number } & Pick<PartProps, "onStep">) {
  const t = useTranslations("second-factor");
  const text = t("codes-left", { count: left });
  return (
    <section aria-labelledby="recovery-codes" className="grid gap-3 px-edge">
      <h3 id="recovery-codes">{t("codes")}</h3>
      {left < FEW_CODES ? (
        <Notice kind="warn" title={text} />
      ) : (
        <p className="text-ink-2">{text}</p>
      )}
      <Button className="justify-self-start" onClick={() => onStep({ kind: "replace-codes" })}>
        {t("replace-codes")}
      </Button>
    </section>
  );
}
