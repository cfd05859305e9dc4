"use client";

/** Lists the tolerance rules, with one of them open beside what it would have flagged. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { tolerancesQuery } from "@/lib/client/tolerances";
import type { Centre } from "@/lib/contracts/centre";
import type { ChangedTolerance, RuleList } from "@/lib/contracts/tolerance";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { EmptyState } from "../ui/empty-state";
import { useToast } from "../ui/toast";
import { ApplyProgress } from "./apply-progress";
import { toRuleDraft, buildProposal, type RuleDraft } from "./rule-draft";
import { RuleEditor, type ToleranceRights } from "./rule-editor";
import { RulesTable } from "./rules-table";

type ToleranceSettingsProps = {
  list: RuleList;
  centres: Centre[];
  rights: ToleranceRights;
  today: string;
};

export function ToleranceSettings({ list, centres, rights, today }: ToleranceSettingsProps) {
  const t = useTranslations("tolerance");
  const toast = useToast();
  const { data } = useQuery({ ...tolerancesQuery(), initialData: list });
  const [chosen, setChosen] = useState<string[]>([]);
  const [open, setOpen] = useState<{ draft: RuleDraft; isNew: boolean } | null>(null);
  const mayChange = rights.everywhere || rights.centreIds.length > 0;
  const { rules } = data;
  const shown = rules.filter(
    ({ centreId }) => chosen.length === 0 || centreId === ANY || chosen.includes(centreId),
  );
  const begin = () => setOpen({ draft: firstDraft(), isNew: true });
  const firstDraft = (): RuleDraft => {
    const mine = centres.filter(({ id }) => rights.centreIds.includes(id));
    const [first] = mayChange && !rights.everywhere ? mine : centres;
    const centreId = mayChange && !rights.everywhere ? (first?.id ?? ANY) : ANY;
    return buildProposal({ centreId, currency: first?.currency ?? "EUR" }, today);
  };
  const saved = ({ days }: ChangedTolerance) => {
    toast(days.later ? t("saved-later", { count: days.total }) : t("saved", { count: days.total }));
    setOpen(null);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <Combobox
          label={t("show-centres")}
          options={centres.map(({ id, name, currency }) => ({
            value: id,
            label: name,
            hint: id,
            group: currency,
          }))}
          selected={chosen}
          all={t("every-centre")}
          onChange={setChosen}
          className="w-56"
        />
        <p className="min-w-40 flex-1 max-sm:basis-full text-sm text-ink-2">{t("about")}</p>
        <Button kind={rules.length > 0 && mayChange ? "do" : "plain"} onClick={begin}>
          {mayChange ? t("add") : t("try")}
        </Button>
      </div>
      <ApplyProgress />
      {open !== null && (
        <RuleEditor
          draft={open.draft}
          isNew={open.isNew}
          rules={rules}
          centres={centres}
          rights={rights}
          today={today}
          onChange={(draft) => setOpen({ ...open, draft })}
          onSaved={saved}
          onClose={() => setOpen(null)}
        />
      )}
      {shown.length > 0 && (
        <RulesTable
          rules={shown}
          today={today}
          onOpen={(rule) => setOpen({ draft: toRuleDraft(rule, today), isNew: false })}
        />
      )}
      {rules.length === 0 && open === null && (
        <EmptyState
          title={t("none")}
          hint={t("none-hint")}
          action={
            <Button kind="do" onClick={begin}>
              {mayChange ? t("use-proposal") : t("try-proposal")}
            </Button>
          }
        />
      )}
      {data.nextCursor !== null && <p className="px-edge py-3 text-ink-2">{t("more")}</p>}
    </>
  );
}
