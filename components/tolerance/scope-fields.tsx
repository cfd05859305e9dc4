"use client";

/**
 * Chooses the lines of a new rule: a centre, a node or all centres, a tender or several, in one
 * currency.
 */
import { useTranslations } from "next-intl";
import type { Centre } from "@/lib/contracts/centre";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { ANY, formatKindScope } from "@/lib/domain/tolerance/tolerance";
import { TENDER_KINDS } from "@/lib/domain/cash-sheet";
import type { RuleScope } from "@/lib/domain/tolerance/scope";
import { CentreSelect } from "../centre/centre-select";
import { CurrencyField } from "../money/currency-field";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { useScopeText } from "./use-scope-text";
import { useTenderNames } from "./use-tender-names";

type ScopeFieldsProps = {
  scope: RuleScope;
  /** These may be chosen; `all` tells whether all together may. */
  centres: readonly Centre[];
  everywhere: boolean;
  /** These nodes may be chosen, each named with the path to it. */
  nodes: readonly { id: string; name: string }[];
  onChange: (scope: RuleScope) => void;
};

export function ScopeFields({ scope, centres, everywhere, nodes, onChange }: ScopeFieldsProps) {
  const t = useTranslations("tolerance");
  const scopeText = useScopeText();
  const names = useTenderNames();
  const currencies = [...new Set(centres.map(({ currency }) => currency))].toSorted();
  const tenders = [ANY, ...TENDER_KINDS.map(formatKindScope), ...names.keys()];
  const choose = (centreId: string) => {
    const centre = centres.find(({ id }) => id === centreId);
    onChange({ ...scope, centreId, currency: centre?.currency ?? scope.currency });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <CentreSelect label={t("where")} centres={centres} value={scope.centreId} onChange={choose}>
        {everywhere && <option value={ANY}>{scopeText.centre(named(ANY))}</option>}
        {nodes.map(({ id, name }) => (
          <option key={id} value={formatNodeScope(id)}>
            {scopeText.centre(named(formatNodeScope(id), name))}
          </option>
        ))}
      </CentreSelect>
      <Field label={t("tender")}>
        {(control) => (
          <Select
            {...control}
            value={scope.tenderId}
            onChange={(event) => onChange({ ...scope, tenderId: event.target.value })}
          >
            {tenders.map((tenderId) => (
              <option key={tenderId} value={tenderId}>
                {scopeText.tender(tenderId, names)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <CurrencyField
        label={t("currency")}
        currencies={currencies}
        value={scope.currency}
        disabled={centres.some(({ id }) => id === scope.centreId)}
        onChange={(currency) => onChange({ ...scope, currency })}
      />
    </div>
  );
}

function named(centreId: string, nodeName: string | null = null) {
  return { centreId, centreName: null, nodeName };
}
