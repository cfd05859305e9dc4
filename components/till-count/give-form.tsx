"use client";

/** Hands a till over: what is left in it, and what the next shift should know. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { handOver } from "@/lib/client/hand-overs";
import { newAttempt } from "@/lib/client/till-counts-draft";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { AmountField } from "./amount-field";
import { useTypedAmount } from "./use-typed-amount";

export type HandOverTill = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
};

type GiveFormProps = {
  till: HandOverTill;
  currency: string;
  name: string;
  /** What was left in the till by its count, as a proposal. */
  leftMinor: number | null;
  onDone: () => Promise<unknown>;
};

export function GiveForm({ till, currency, name, leftMinor, onDone }: GiveFormProps) {
  const t = useTranslations("till-count.hand-over");
  const typed = useTypedAmount(currency, leftMinor);
  const [text, setText] = useState("");
  const attempt = useRef<string | null>(null);
  const give = useMutation({
    mutationFn: (countedMinor: number) => {
      attempt.current ??= newAttempt();
      return handOver({ ...till, countedMinor, text }, attempt.current);
    },
    onSettled: () => (attempt.current = null),
    onSuccess: onDone,
  });
  return (
    <form
      method="post"
      className="grid gap-4 border-t border-ink pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.amount !== null) give.mutate(typed.amount);
      }}
    >
      <AmountField
        label={t("left", { currency })}
        text={typed.text}
        reading={typed.reading}
        currency={currency}
        className="max-w-[240px]"
        onType={typed.setText}
      />
      <Field label={t("for-next")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <ProblemNotice error={give.error} />
      <Button
        kind="do"
        type="submit"
        disabled={typed.amount === null}
        working={give.isPending && t("saving")}
      >
        {t("give", { till: name })}
      </Button>
    </form>
  );
}
