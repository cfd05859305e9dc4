"use client";

/** Sets how much cash a centre may have on hand before people are notified. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { cashLimitQuery, saveCashLimit } from "@/lib/client/count-settings";
import type { CashLimit } from "@/lib/contracts/cash-limit";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type Centre = { id: string; currency: string };

export function CashLimitSection({ centre }: { centre: Centre }) {
  const t = useTranslations("counting.cash-limit");
  const limit = useQuery(cashLimitQuery(centre.id));
  return (
    <section aria-labelledby="cash-limit">
      <h2 id="cash-limit">{t("title")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("about")}</p>
      {limit.isError && <ErrorState error={limit.error} onRetry={() => void limit.refetch()} />}
      {limit.isSuccess && (
        <LimitForm key={String(limit.data.limitMinor)} centre={centre} limit={limit.data} />
      )}
    </section>
  );
}

function LimitForm({ centre, limit }: { centre: Centre; limit: CashLimit }) {
  const t = useTranslations("counting");
  const language = useLocale();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { limitMinor } = limit;
  const [typed, setTyped] = useState(
    limitMinor === null ? "" : formatMoney(limitMinor, centre.currency, language),
  );
  const [isChecked, setIsChecked] = useState(false);
  const save = useMutation({
    mutationFn: saveCashLimit,
    onSuccess: (saved) => {
      queryClient.setQueryData(cashLimitQuery(centre.id).queryKey, saved);
      toast(t("cash-limit.saved"));
    },
  });
  const amount = readTypedMoney(typed, language, centre.currency);
  const isNone = typed.trim() === "";
  const isWrong = !isNone && !amount.ok;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (isWrong) return;
    const wanted = isNone || !amount.ok ? null : amount.amount;
    save.mutate({ centreId: centre.id, limitMinor: wanted, basedOnMinor: limitMinor });
  };
  const example = formatMoney(200_000, centre.currency, language);
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid max-w-80 gap-3">
      <Field
        label={t("cash-limit.amount", { currency: centre.currency })}
        hint={t("cash-limit.hint")}
        error={isChecked && isWrong ? t("cash-limit.wrong", { example }) : null}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            inputMode="decimal"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <ProblemNotice error={save.error} />
      <div>
        <Button kind="do" type="submit" working={save.isPending && t("saving")}>
          {t("cash-limit.save")}
        </Button>
      </div>
    </form>
  );
}
