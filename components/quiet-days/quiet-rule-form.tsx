"use client";

/** Switches the rule for quiet days of centres and nodes on or off, or removes it, all at once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeQuietRules, QUIET_RULES_KEY, quietRulesOfQuery } from "@/lib/client/quiet-days";
import type { QuietCentre, QuietNode } from "@/lib/contracts/quiet-days";
import { findRefusal } from "@/lib/client/refusal";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import {
  QUIET_RULE_REFUSALS,
  SAMPLE_PERCENT_DEFAULT,
  SAMPLE_PERCENT_MAX,
  SAMPLE_PERCENT_MIN,
} from "@/lib/domain/workflow/quiet-day";
import { CentresChoice } from "../centre/centres-choice";
import { Button } from "../ui/button";
import type { Option } from "../ui/combobox-options";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { latestToday, listRuleScopes, type RuleScope } from "./rule-scopes";

type QuietRuleFormProps = {
  /** The reader may set the rules of these. */
  nodes: readonly QuietNode[];
  offer: CentreOffer<OfferedCentre>;
  /** The rules of these centres are known already. */
  listed: readonly QuietCentre[];
  today: string;
};
type Wanted = "on" | "off" | "withdrawn";

export function QuietRuleForm({ nodes, offer, listed, today }: QuietRuleFormProps) {
  const t = useTranslations("quiet-days");
  const toast = useToast();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const [percent, setPercent] = useState(String(SAMPLE_PERCENT_DEFAULT));
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: changeQuietRules,
    onSuccess: (_saved, change) => {
      toast(t(outcomeOf(change), { count: chosen.length }));
      setChosen([]);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: QUIET_RULES_KEY }),
  });
  const based = useChosenRules(chosen, { nodes, centres: listed });
  const from = typed ?? latestToday(based) ?? today;
  const onSave = (wanted: Wanted) => {
    const isOn = wanted === "on";
    save.mutate({
      centreIds: chosen.filter((scopeId) => readNodeScope(scopeId) === null),
      nodeIds: chosen.flatMap((scopeId) => readNodeScope(scopeId) ?? []),
      basedOn: Object.fromEntries(based.map(({ scopeId, rule }) => [scopeId, rule?.version ?? 0])),
      isOn,
      withdrawn: wanted === "withdrawn",
      ...(isOn ? { samplePercent: Number(percent), validFrom: from } : {}),
    });
  };
  const isRate = isSamplePercent(Number(percent));
  const nothing = chosen.length === 0 || based.length < chosen.length;
  const haveOwn = based.every(({ rule }) => rule !== null && !rule.withdrawn);
  return (
    <section aria-labelledby="quiet-set">
      <h2 id="quiet-set">{t("set")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("set-about")}</p>
      <div className="grid max-w-[900px] items-start gap-3 border-t border-ink pt-3 sm:grid-cols-3">
        <Field label={t("centres")}>
          {({ id }) => (
            <CentresChoice
              id={id}
              label={t("centres")}
              nodes={toOptions(nodes, t("group-nodes"))}
              offer={offer}
              group={t("group-centres")}
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
          {(control) => <DateInput {...control} value={from} onChange={setTyped} />}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2 pt-3">
        <Button
          kind="do"
          disabled={nothing || !isRate || from === ""}
          working={save.isPending && t("saving")}
          onClick={() => onSave("on")}
        >
          {t("switch-on")}
        </Button>
        <Button disabled={nothing || save.isPending} onClick={() => onSave("off")}>
          {t("switch-off")}
        </Button>
        <Button
          kind="bare"
          disabled={nothing || !haveOwn || save.isPending}
          onClick={() => onSave("withdrawn")}
        >
          {t("withdraw")}
        </Button>
      </div>
      <Problem error={save.error} />
    </section>
  );
}

function toOptions(nodes: readonly QuietNode[], group: string): Option[] {
  return nodes.map(({ nodeId, nodeName }) => {
    return { value: formatNodeScope(nodeId), label: nodeName, hint: nodeId, group };
  });
}

/** The rules of what is chosen, as far as they are known. */
function useChosenRules(
  chosen: readonly string[],
  known: { nodes: readonly QuietNode[]; centres: readonly QuietCentre[] },
): RuleScope[] {
  const isKnown = new Set(known.centres.map(({ centreId }) => centreId));
  const missing = chosen.filter((id) => readNodeScope(id) === null && !isKnown.has(id));
  const { data = [] } = useQuery({
    ...quietRulesOfQuery(missing),
    enabled: missing.length > 0,
  });
  const read = data.filter(({ centreId }) => missing.includes(centreId));
  const scopes = listRuleScopes({ nodes: known.nodes, centres: [...known.centres, ...read] });
  return scopes.filter(({ scopeId }) => chosen.includes(scopeId));
}

function outcomeOf({ isOn, withdrawn }: { isOn: boolean; withdrawn?: boolean | undefined }) {
  if (isOn) return "switched-on";
  return withdrawn === true ? "withdrawn" : "switched-off";
}

function isSamplePercent(rate: number): boolean {
  return Number.isInteger(rate) && rate >= SAMPLE_PERCENT_MIN && rate <= SAMPLE_PERCENT_MAX;
}

function Problem({ error }: { error: Error | null }) {
  const t = useTranslations("quiet-days.refusals");
  const refusal = findRefusal(error, QUIET_RULE_REFUSALS);
  if (refusal === null) return <ProblemNotice error={error} />;
  return <Notice kind="error" title={t(refusal)} />;
}
