"use client";

/** Switches the rule for quiet days of some centres on or off, all at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeQuietRules, quietRulesQuery } from "@/lib/client/quiet-days";
import { findRefusal } from "@/lib/client/refusal";
import type { QuietCentre } from "@/lib/contracts/quiet-days";
import {
  QUIET_RULE_REFUSALS,
  SAMPLE_PERCENT_DEFAULT,
  SAMPLE_PERCENT_MAX,
  SAMPLE_PERCENT_MIN,
} from "@/lib/domain/workflow/quiet-day";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type QuietRuleFormProps = { centres: readonly QuietCentre[]; today: string };

export function QuietRuleForm({ centres, today }: QuietRuleFormProps) {
  const t = useTranslations("quiet-days");
  const toast = useToast();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const [percent, setPercent] = useState(String(SAMPLE_PERCENT_DEFAULT));
  const [from, setFrom] = useState(today);
  const save = useMutation({
    mutationFn: changeQuietRules,
    onSuccess: (_saved, { isOn, centreIds }) => {
      toast(t(isOn ? "switched-on" : "switched-off", { count: centreIds.length }));
      setChosen([]);
    },
    onSettled: () => queries.invalidateQueries(quietRulesQuery()),
  });
  const onSave = (isOn: boolean) => {
    const based = centres.filter(({ centreId }) => chosen.includes(centreId));
    save.mutate({
      centreIds: chosen,
      basedOn: Object.fromEntries(
        based.map(({ centreId, rule }) => [centreId, rule?.version ?? 0]),
      ),
      isOn,
      ...(isOn ? { samplePercent: Number(percent), validFrom: from } : {}),
    });
  };
  const rate = Number(percent);
  const isRate = Number.isInteger(rate) && rate >= SAMPLE_PERCENT_MIN && rate <= SAMPLE_PERCENT_MAX;
  const nothing = chosen.length === 0;
  return (
    <section aria-labelledby="quiet-set">
      <h2 id="quiet-set">{t("set")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("set-about")}</p>
      <div className="grid max-w-[900px] items-start gap-3 border-t border-ink pt-3 sm:grid-cols-3">
        <Field label={t("centres")}>
          {({ id }) => (
            <Combobox
              id={id}
              label={t("centres")}
              options={centres.map(({ centreId, centreName }) => {
                return { value: centreId, label: centreName, hint: centreId };
              })}
              selected={chosen}
              onChange={setChosen}
              className="w-full"
            />
          )}
        </Field>
        <Field label={t("percent")} error={isRate ? null : t("percent-wrong")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={percent}
              onChange={({ target }) => setPercent(target.value.trim())}
            />
          )}
        </Field>
        <Field label={t("from")}>
          {(control) => <DateInput {...control} value={from} onChange={setFrom} />}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2 pt-3">
        <Button
          kind="do"
          disabled={nothing || !isRate || from === ""}
          working={save.isPending && t("saving")}
          onClick={() => onSave(true)}
        >
          {t("switch-on")}
        </Button>
        <Button disabled={nothing || save.isPending} onClick={() => onSave(false)}>
          {t("switch-off")}
        </Button>
      </div>
      <Problem error={save.error} />
    </section>
  );
}

function Problem({ error }: { error: Error | null }) {
  const t = useTranslations("quiet-days.refusals");
  const refusal = findRefusal(error, QUIET_RULE_REFUSALS);
  if (refusal === null) return <ProblemNotice error={error} />;
  return <Notice kind="error" title={t(refusal)} />;
}
