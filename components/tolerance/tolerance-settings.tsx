"use client";

/** Lists the tolerance rules, with one of them open beside what it would have flagged. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { placedCentresQuery } from "@/lib/client/organisation";
import { tolerancesQuery } from "@/lib/client/tolerances";
import { type CentreOffer, isSearched, type OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { Organisation } from "@/lib/contracts/organisation";
import type { ChangedTolerance, RuleList } from "@/lib/contracts/tolerance";
import { listScopes } from "@/lib/domain/organisation/node-scope";
import { listNodePath, nameNodes } from "@/lib/domain/screen/node-path";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { CentresChoice } from "../centre/centres-choice";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { useToast } from "../ui/toast";
import { ApplyProgress } from "./apply-progress";
import { toRuleDraft, buildProposal, type RuleDraft } from "./rule-draft";
import { RuleEditor, type ToleranceRights } from "./rule-editor";
import { RulesInForce } from "./rules-in-force";
import { RulesTable } from "./rules-table";

type ToleranceSettingsProps = {
  list: RuleList;
  offer: CentreOffer<OfferedCentre>;
  /** The tree of today, as far as the reader sees it. */
  organisation: Pick<Organisation, "nodes" | "centres">;
  rights: ToleranceRights;
  today: string;
};

export function ToleranceSettings(props: ToleranceSettingsProps) {
  const { list, offer, organisation, rights, today } = props;
  const t = useTranslations("tolerance");
  const toast = useToast();
  const { data } = useQuery({ ...tolerancesQuery(), initialData: list });
  const [chosen, setChosen] = useState<string[]>([]);
  const [open, setOpen] = useState<{ draft: RuleDraft; isNew: boolean } | null>(null);
  const mayChange = rights.everywhere || rights.centreIds?.length !== 0;
  const { rules } = data;
  const nodes = useMemo(() => nameNodes(organisation.nodes), [organisation]);
  const placed = useQuery({
    ...placedCentresQuery(chosen),
    enabled: isSearched(offer) && chosen.length > 0,
  });
  const inherited = listInheritedScopes(placed.data ?? organisation, chosen);
  const shown = rules.filter(({ centreId }) => chosen.length === 0 || inherited.has(centreId));
  const begin = () => setOpen({ draft: firstDraft(), isNew: true });
  const firstDraft = (): RuleDraft => {
    const mine = offer.centres.filter(({ id }) => rights.centreIds?.includes(id) ?? true);
    const [first] = mayChange && !rights.everywhere ? mine : offer.centres;
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
        <CentresChoice
          label={t("show-centres")}
          offer={offer}
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
          offer={offer}
          nodes={nodes}
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
      {rules.length > 0 && <RulesInForce chosen={chosen} />}
      {data.nextCursor !== null && <p className="px-edge py-3 text-ink-2">{t("more")}</p>}
    </>
  );
}

/** Lists the scopes whose rules may apply to some centres. */
function listInheritedScopes(
  { nodes, centres }: Pick<Organisation, "nodes" | "centres">,
  chosen: readonly string[],
): Set<string> {
  const nodeOf = new Map(centres.map(({ id, nodeId }) => [id, nodeId]));
  const scopesOf = (centreId: string) => {
    const path = listNodePath(nodes, nodeOf.get(centreId) ?? null);
    return listScopes(
      centreId,
      path.map(({ id }) => id),
    );
  };
  return new Set(chosen.flatMap(scopesOf));
}
