"use client";

/** Sets how much cash a centre, or those below a node, may have before people are notified. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { CASH_LIMITS_KEY, cashLimitsQuery, saveCashLimit } from "@/lib/client/count-settings";
import type { CashLimit, CashLimits } from "@/lib/contracts/cash-limit";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import type { CountingScope } from "./counting-scope";

type Scope = Pick<CountingScope, "scopeId" | "id" | "isNode">;
type CashLimitSectionProps = { scope: Scope; currencies: readonly string[] };

export function CashLimitSection({ scope, currencies }: CashLimitSectionProps) {
  const t = useTranslations("counting.cash-limit");
  const limits = useQuery(
    cashLimitsQuery(scope.isNode ? { node: scope.id } : { centreId: scope.id }),
  );
  const [currency, setCurrency] = useState(currencies[0] ?? "");
  const limit = limits.data === undefined ? undefined : findLimit(limits.data, scope, currency);
  return (
    <section aria-labelledby="cash-limit">
      <h2 id="cash-limit">{t("title")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("about")}</p>
      {currencies.length > 1 && (
        <Field label={t("currency")} className="max-w-80 pb-3">
          {(control) => (
            <Select
              {...control}
              value={currency}
              onChange={({ target }) => setCurrency(target.value)}
            >
              {currencies.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {limits.isError && <ErrorState error={limits.error} onRetry={() => void limits.refetch()} />}
      {limit !== undefined && <LimitForm key={JSON.stringify(limit)} scope={scope} limit={limit} />}
    </section>
  );
}

function findLimit({ centres, nodes }: CashLimits, scope: Scope, currency: string) {
  const all = scope.isNode ? nodes : centres;
  return all.find((limit) => limit.currency === currency);
}

function LimitForm({ scope, limit }: { scope: Scope; limit: CashLimit }) {
  const t = useTranslations("counting");
  const language = useLocale();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { currency, limitMinor, version, isOwn, fromNode } = limit;
  const [typed, setTyped] = useState(
    limitMinor === null ? "" : formatMoney(limitMinor, currency, language),
  );
  const [isChecked, setIsChecked] = useState(false);
  const save = useMutation({
    mutationFn: (wanted: { limitMinor: number | null } | null) => {
      return saveCashLimit({
        ...(scope.isNode ? { nodeId: scope.id } : { centreId: scope.id }),
        currency,
        limit: wanted,
        basedOnVersion: version,
      });
    },
    onSuccess: (_saved, wanted) => {
      toast(t(wanted === null ? "cash-limit.removed" : "cash-limit.saved"));
    },
    // After a conflict, too, the reader decides on what is there now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: CASH_LIMITS_KEY }),
  });
  const amount = readTypedMoney(typed, language, currency);
  const isNone = typed.trim() === "";
  const isWrong = !isNone && !amount.ok;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (isWrong) return;
    save.mutate({ limitMinor: isNone || !amount.ok ? null : amount.amount });
  };
  const example = formatMoney(200_000, currency, language);
  const source = isOwn ? "own" : fromNode === null ? "none" : "node";
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid max-w-80 gap-3">
      <p className="text-ink-2">{t(`cash-limit.${source}`, { node: fromNode ?? "" })}</p>
      <Field
        label={t("cash-limit.amount", { currency })}
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
      <div className="flex flex-wrap gap-2">
        <Button kind="do" type="submit" working={save.isPending && t("saving")}>
          {t("cash-limit.save")}
        </Button>
        {isOwn && (
          <Button kind="bare" disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t("cash-limit.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
