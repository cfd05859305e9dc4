"use client";

/** Lists the agreed floats of a centre, present and past, and adds another. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { agreeFloat, floatsQuery } from "@/lib/client/count-settings";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { AgreedFloatList } from "@/lib/contracts/count-settings";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type Centre = { id: string; name: string; currency: string; today: string };
type FloatListProps = { centre: Centre; floats: AgreedFloatList };

const EVERY_TILL = "*";

export function FloatList({ centre, floats }: FloatListProps) {
  const t = useTranslations("counting.float");
  return (
    <section aria-labelledby="floats">
      <h2 id="floats">{t("title")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("about")}</p>
      {floats.inForce.length === 0 ? (
        <p className="border-t border-ink py-3">{t("none")}</p>
      ) : (
        <Floats caption={t("in-force")} {...{ centre }} floats={floats.inForce} />
      )}
      {floats.floats.length > floats.inForce.length && (
        <details className="pt-2">
          <summary className="inline-block py-1 text-accent underline underline-offset-[3px] max-sm:py-3">
            {t("all")}
          </summary>
          <Floats caption={t("all")} {...{ centre }} floats={floats.floats} />
        </details>
      )}
      <AgreeForm centre={centre} />
    </section>
  );
}

type FloatsProps = { caption: string; centre: Centre; floats: AgreedFloatList["floats"] };

function Floats({ caption, centre, floats }: FloatsProps) {
  const t = useTranslations("counting.float");
  const language = useLocale();
  return (
    <table className="ledger -mx-edge !w-auto min-w-[min(100%,560px)]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("till")}</th>
          <th scope="col" className="money">
            {t("amount", { currency: centre.currency })}
          </th>
          <th scope="col">{t("from")}</th>
          <th scope="col" className="max-sm:hidden">
            {t("by")}
          </th>
        </tr>
      </thead>
      <tbody>
        {floats.map(({ tillId, version, amountMinor, validFrom, agreedBy }) => (
          <tr key={`${tillId} ${version}`}>
            <th scope="row">{tillId === EVERY_TILL ? t("every-till") : tillId}</th>
            <td className="money">
              {amountMinor === null ? (
                <i className="text-ink-3">{t("no-float")}</i>
              ) : (
                <Amount minor={amountMinor} currency={centre.currency} />
              )}
            </td>
            <td>{formatBusinessDate(validFrom, language, "short-year")}</td>
            <td className="max-sm:hidden">{agreedBy ?? t("nobody")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AgreeForm({ centre }: { centre: Centre }) {
  const t = useTranslations("counting.float");
  const language = useLocale();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState({ till: "", amount: "", from: centre.today });
  const save = useMutation({
    mutationFn: agreeFloat,
    onSuccess: (saved) => {
      queryClient.setQueryData(floatsQuery(centre.id).queryKey, saved);
      setTyped({ till: "", amount: "", from: centre.today });
      toast(t("saved"));
    },
  });
  const wrong = wrongFieldsOf(save.error);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const amount = readTypedMoney(typed.amount, language, centre.currency);
    const none = typed.amount.trim() === "";
    const float = {
      tillId: typed.till.trim() === "" ? EVERY_TILL : typed.till,
      amountMinor: none ? null : amount.ok ? amount.amount : undefined,
      validFrom: typed.from,
    };
    save.mutate({ centreId: centre.id, float });
  };
  const example = formatMoney(20_000, centre.currency, language);
  return (
    <form
      method="post"
      noValidate
      onSubmit={onSubmit}
      className="grid max-w-[720px] gap-3 pt-4 sm:grid-cols-4"
    >
      <Field
        label={t("till")}
        hint={t("till-hint")}
        error={wrong.has("tillId") ? t("till-wrong") : null}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={typed.till}
            onChange={({ target }) => setTyped({ ...typed, till: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("amount", { currency: centre.currency })}
        hint={t("amount-hint")}
        error={wrong.has("amountMinor") ? t("amount-wrong", { example }) : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className="text-right"
            value={typed.amount}
            onChange={({ target }) => setTyped({ ...typed, amount: target.value })}
          />
        )}
      </Field>
      <Field label={t("from")} error={wrong.has("validFrom") ? t("from-wrong") : null}>
        {(control) => (
          <DateInput
            {...control}
            value={typed.from}
            onChange={(from) => setTyped({ ...typed, from })}
          />
        )}
      </Field>
      <Button type="submit" className="sm:mt-5" working={save.isPending && t("saving")}>
        {t("agree")}
      </Button>
      <ProblemNotice error={wrong.size === 0 ? save.error : null} className="col-span-full" />
    </form>
  );
}
