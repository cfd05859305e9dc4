"use client";

/** Hands a till over: what is left in it, and what the next shift should know. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { draftHandOver } from "@/lib/client/hand-over-draft";
import { handOver } from "@/lib/client/hand-overs";
import { ProblemNotice } from "../ui/problem-notice";
import type { CountShift } from "./count-text";
import { HandOverForm, type HandOverTill } from "./hand-over-form";
import type { CountItemEntry } from "./use-count-items";

type GiveFormProps = {
  till: HandOverTill;
  shift: CountShift;
  pad: CountItemEntry;
  currency: string;
  onDone: () => Promise<unknown>;
};

export function GiveForm({ till, shift, pad, currency, onDone }: GiveFormProps) {
  const t = useTranslations("till-count.hand-over");
  const language = useLocale();
  const [initial] = useState(() => draftHandOver(shift, { rows: pad.rows, currency, language }));
  return (
    <HandOverForm
      {...{ till, pad, currency, initial, onDone }}
      countLabel={t("left", { currency })}
      textLabel={t("for-next")}
      submitLabel={t("give-short")}
      isReady
      send={handOver}
      renderError={(error) => <ProblemNotice error={error} />}
    />
  );
}
