"use client";

/**
 * Takes a till over with a count of one's own: signed in oneself, or with a PIN on the shared
 * device of whoever hands it over.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { draftTakeOver } from "@/lib/client/hand-over-draft";
import { takeOver, takersQuery } from "@/lib/client/hand-overs";
import { findRefusal } from "@/lib/client/refusal";
import type { HandedOver } from "@/lib/contracts/hand-over";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { HandOverForm, type HandOverTill } from "./hand-over-form";
import type { CountItemEntry } from "./use-count-items";

type TakeFormProps = {
  till: HandOverTill;
  pad: CountItemEntry;
  currency: string;
  counter: string;
  handOver: HandedOver;
  onDone: () => Promise<unknown>;
};

const REFUSALS = ["pin-wrong", "pin-locked", "same-person", "taken-over", "no-hand-over"] as const;

export function TakeForm(props: TakeFormProps) {
  const { till, pad, currency, counter, handOver, onDone } = props;
  const t = useTranslations("till-count.hand-over");
  const [initial] = useState(() => draftTakeOver(pad.rows));
  const [who, setWho] = useState({ userId: "", pin: "" });
  const takers = useQuery({ ...takersQuery(till.centreId), enabled: handOver.isOwn });
  const people = takers.data?.people ?? [];
  if (takers.isLoading) return null;
  if (handOver.isOwn && people.length === 0)
    return <p className="text-ink-2">{t("sign-in-to-take")}</p>;
  const chosen = people.find(({ id }) => id === who.userId)?.name;
  const taker = handOver.isOwn ? (chosen ?? "") : counter;
  const isNamed = taker !== "";
  const by = handOver.isOwn ? { by: who } : {};
  const { number } = handOver;
  return (
    <HandOverForm
      {...{ till, pad, currency, initial, onDone }}
      countLabel={isNamed ? t("found", { name: taker, currency }) : t("found-next", { currency })}
      textLabel={t("remark")}
      submitLabel={t("take-short")}
      isReady={!handOver.isOwn || (who.userId !== "" && /^\d{4,8}$/.test(who.pin))}
      send={(body, attempt) => takeOver({ ...body, number, ...by }, attempt)}
      renderError={(error) => <TakeError error={error} />}
      before={handOver.isOwn && <TakerField {...{ people, who, setWho }} />}
    >
      {handOver.isOwn && <PinField {...{ who, setWho }} name={isNamed ? taker : null} />}
    </HandOverForm>
  );
}

function TakeError({ error }: { error: Error | null }) {
  const t = useTranslations("till-count.hand-over");
  const refusal = findRefusal(error, REFUSALS);
  if (refusal === null) return <ProblemNotice error={error} />;
  return <p role="alert">{t(`refusals.${refusal}`)}</p>;
}

type Who = { userId: string; pin: string };
type WhoProps = { who: Who; setWho: (who: Who) => void };

function TakerField({
  people,
  who,
  setWho,
}: WhoProps & { people: { id: string; name: string }[] }) {
  const t = useTranslations("till-count.hand-over");
  return (
    <Field label={t("who-takes")} className="max-w-[480px]">
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
  );
}

/** It stands after the count, so that nobody reads it from the screen while somebody counts. */
function PinField({ who, setWho, name }: WhoProps & { name: string | null }) {
  const t = useTranslations("till-count.hand-over");
  const label = name === null ? t("pin-next") : t("pin", { name });
  return (
    <Field label={label} hint={t("pin-hint")}>
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
