"use client";

/**
 * Chooses the lines of a new rule: a centre, a node or all centres, a tender or several, in one
 * currency.
 */
import { useTranslations } from "next-intl";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
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
  offer: CentreOffer<OfferedCentre>;
  everywhere: boolean;
  /** These nodes may be chosen, each named with the path to it. */
  nodes: readonly { id: string; name: string }[];
  onChange: (scope: RuleScope) => void;
};

export function ScopeFields({ scope, offer, everywhere, nodes, onChange }: ScopeFieldsProps) {
  const t = useTranslations("tolerance");
  const scopeText = useScopeText();
  const names = useTenderNames();
  const wider = [
    ...(everywhere ? [named(ANY)] : []),
    ...nodes.map(({ id, name }) => named(formatNodeScope(id), name)),
  ];
  const before = wider.map((one) => ({ value: one.centreId, label: scopeText.centre(one) }));
  const tenders = [ANY, ...TENDER_KINDS.map(formatKindScope), ...names.keys()];
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <CentreSelect
        label={t("where")}
        offer={offer}
        value={scope.centreId}
        onChange={(centreId, centre) => {
          onChange({ ...scope, centreId, currency: centre?.currency ?? scope.currency });
        }}
        before={before}
      />
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
        currencies={offer.currencies.toSorted()}
        value={scope.currency}
        disabled={before.every(({ value }) => value !== scope.centreId)}
        onChange={(currency) => onChange({ ...scope, currency })}
      />
    </div>
  );
}

function named(centreId: string, nodeName: string | null = null) {
  return { centreId, centreName: null, nodeName };
}
