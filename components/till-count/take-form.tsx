"use client";

/**
 * Takes a till over with a count of one's own: signed in oneself, or with a PIN on the shared
 * device of whoever hands it over.
 */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { takeOver, takersQuery } from "@/lib/client/hand-overs";
import { findRefusal } from "@/lib/client/refusal";
import { newAttempt } from "@/lib/client/till-counts-draft";
import type { HandedOver } from "@/lib/contracts/hand-over";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input, Select, Textarea } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { AmountField } from "./amount-field";
import type { HandOverTill } from "./give-form";
import { useTypedAmount } from "./use-typed-amount";

type TakeFormProps = {
  till: HandOverTill;
  currency: string;
  name: string;
  counter: string;
  handOver: HandedOver;
  onDone: () => Promise<unknown>;
};

const REFUSALS = ["pin-wrong", "pin-locked", "same-person", "taken-over", "no-hand-over"] as const;

export function TakeForm({ till, currency, name, counter, handOver, onDone }: TakeFormProps) {
  const t = useTranslations("till-count.hand-over");
  const typed = useTypedAmount(currency, null);
  const [text, setText] = useState("");
  const [who, setWho] = useState({ userId: "", pin: "" });
  const { data: takers } = useQuery({ ...takersQuery(till.centreId), enabled: handOver.isOwn });
  const people = takers?.people.filter((person) => person.name !== handOver.givenBy) ?? [];
  const attempt = useRef<string | null>(null);
  const take = useMutation({
    mutationFn: (countedMinor: number) => {
      attempt.current ??= newAttempt();
      const by = handOver.isOwn ? { by: who } : {};
      const { number } = handOver;
      return takeOver({ ...till, number, countedMinor, text, ...by }, attempt.current);
    },
    onSettled: () => (attempt.current = null),
    onSuccess: onDone,
  });
  const refusal = findRefusal(take.error, REFUSALS);
  if (handOver.isOwn && people.length === 0)
    return <p className="text-ink-2">{t("sign-in-to-take")}</p>;
  const taker = people.find(({ id }) => id === who.userId)?.name ?? t("next");
  const isReady = typed.amount !== null && (!handOver.isOwn || /^\d{4,8}$/.test(who.pin));
  return (
    <form
      method="post"
      className="grid gap-4 border-t border-ink pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && typed.amount !== null) take.mutate(typed.amount);
      }}
    >
      {handOver.isOwn && (
        <Field label={t("takes")}>
          {(control) => (
            <Select
              {...control}
              value={who.userId}
              onChange={({ target }) => setWho({ userId: target.value, pin: "" })}
            >
              <option value="">{t("choose")}</option>
              {people.map(({ id, name: person }) => (
                <option key={id} value={id}>
                  {person}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <AmountField
        label={t("found", { name: handOver.isOwn ? taker : counter, currency })}
        text={typed.text}
        reading={typed.reading}
        currency={currency}
        className="max-w-[240px]"
        onType={typed.setText}
      />
      <Field label={t("remark")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {handOver.isOwn && <PinField {...{ taker, who, setWho }} />}
      {refusal !== null && <p role="alert">{t(`refusals.${refusal}`)}</p>}
      <ProblemNotice error={refusal === null ? take.error : null} />
      <Button kind="do" type="submit" disabled={!isReady} working={take.isPending && t("saving")}>
        {t("take", { till: name })}
      </Button>
    </form>
  );
}

type Who = { userId: string; pin: string };
type PinFieldProps = { taker: string; who: Who; setWho: (who: Who) => void };

function PinField({ taker, who, setWho }: PinFieldProps) {
  const t = useTranslations("till-count.hand-over");
  return (
    <Field label={t("pin", { name: taker })} hint={t("pin-hint")}>
      {(control) => (
        <Input
          {...control}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          className="max-w-[160px]"
          value={who.pin}
          onChange={({ target }) => setWho({ ...who, pin: target.value })}
        />
      )}
    </Field>
  );
}
