"use client";

/** Edits a rule, and simulates beside it what it would have flagged. */
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import {
  type CentreOffer,
  isSearched,
  offerAll,
  type OfferedCentre,
} from "@/lib/domain/screen/centre-offer";
import type { ChangedTolerance, Rule } from "@/lib/contracts/tolerance";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { proposeLevels } from "@/lib/domain/tolerance/draft";
import { readKindScope } from "@/lib/domain/tolerance/scope";
import { useNamedCentres } from "../centre/use-centre-search";
import { Button } from "../ui/button";
import { findLatest, type RuleDraft, scopeKey } from "./rule-draft";
import { RuleForm } from "./rule-form";
import { ScopeFields } from "./scope-fields";
import { SimulationBrief } from "./simulation-sentence";
import { Simulator } from "./simulator";
import { useScopeText } from "./use-scope-text";
import { useSimulator } from "./use-simulator";
import { useTenderNames } from "./use-tender-names";

export type ToleranceRights = {
  everywhere: boolean;
  /** The rules of these centres may be changed; null is every centre. */
  centreIds: readonly string[] | null;
  /** The rules of these nodes may be changed. */
  nodeIds: readonly string[];
};

function mayChangeScope(rights: ToleranceRights, scope: string): boolean {
  const nodeId = readNodeScope(scope);
  if (nodeId !== null) return rights.nodeIds.includes(nodeId);
  return scope === ANY ? rights.everywhere : (rights.centreIds?.includes(scope) ?? true);
}

type RuleEditorProps = {
  draft: RuleDraft;
  /** A new rule has no scope yet, which the form chooses. */
  isNew: boolean;
  rules: readonly Rule[];
  offer: CentreOffer<OfferedCentre>;
  /** Each is named with the path to it. */
  nodes: readonly { id: string; name: string }[];
  rights: ToleranceRights;
  today: string;
  onChange: (draft: RuleDraft) => void;
  onSaved: (changed: ChangedTolerance) => void;
  onClose: () => void;
};

export function RuleEditor(props: RuleEditorProps) {
  const { draft, isNew, rules, offer, nodes, rights, today, onChange, onSaved, onClose } = props;
  const t = useTranslations("tolerance");
  const scopeText = useScopeText();
  const names = useTenderNames();
  const simulator = useSimulator(draft, today);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { centreId } = draft;
  const named = useNamedCentres(offer, [centreId]);
  const centreName = named.find(({ id }) => id === centreId)?.name ?? null;
  const nodeId = readNodeScope(centreId);
  const nodeName = nodes.find(({ id }) => id === nodeId)?.name ?? null;
  const labels = {
    centre: scopeText.centre({ centreId, centreName, nodeName }),
    tender: scopeText.tender(draft.tenderId, names),
  };
  const kind = readKindScope(draft.tenderId);
  const mayChange = mayChangeScope(rights, centreId);
  const mayAny = rights.everywhere || rights.centreIds?.length !== 0;
  return (
    <section
      aria-labelledby="rule"
      className="border-y border-rule-strong px-edge py-4"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="rule" ref={title} tabIndex={-1} className="first-letter:uppercase">
          {isNew ? t("new-title") : t("change-title", labels)}
        </h2>
        {kind !== null && (
          <Button
            kind="bare"
            size="small"
            onClick={() => onChange({ ...draft, levels: proposeLevels(kind, draft.currency) })}
          >
            {t("use-proposal")}
          </Button>
        )}
      </div>
      <SimulationBrief simulated={simulator.simulation.data} />
      <div className="grid gap-x-12 gap-y-6 pt-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="grid content-start gap-4">
          {isNew && (
            <ScopeFields
              scope={draft}
              offer={mayAny ? narrow(offer, rights.centreIds) : offer}
              everywhere={rights.everywhere || !mayAny}
              nodes={mayAny ? nodes.filter(({ id }) => rights.nodeIds.includes(id)) : nodes}
              onChange={(scope) => onChange({ ...draft, ...scope })}
            />
          )}
          <RuleForm
            key={`${scopeKey(draft)} ${String(isNew)}`}
            draft={draft}
            latest={findLatest(rules, draft)}
            mayChange={mayChange}
            onChange={onChange}
            onSaved={onSaved}
            onClose={onClose}
          />
        </div>
        <div className="min-w-0 lg:perf-page lg:pl-8">
          <Simulator state={simulator} draft={draft} offer={offer} today={today} />
        </div>
      </div>
    </section>
  );
}

/** Of many, the server refuses a rule of a centre in which the reader has no right. */
function narrow(
  offer: CentreOffer<OfferedCentre>,
  centreIds: readonly string[] | null,
): CentreOffer<OfferedCentre> {
  if (centreIds === null) return offer;
  if (isSearched(offer)) return { ...offer, permission: "tolerance:change" };
  return offerAll(offer.centres.filter(({ id }) => centreIds.includes(id)));
}
