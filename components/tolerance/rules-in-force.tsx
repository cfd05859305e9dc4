"use client";

/** Shows for each centre which rule is in force today, and from where it is inherited. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { rulesInForceQuery } from "@/lib/client/tolerances";
import type { InForce } from "@/lib/contracts/tolerance";
import { formatBusinessDate } from "@/lib/domain/format";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { TENDER_KINDS } from "@/lib/domain/cash-sheet";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { LevelText } from "./level-text";
import { useScopeText } from "./use-scope-text";

type RulesInForceProps = {
  /** Only these centres are shown, or all of them where none is named. */
  chosen: readonly string[];
};

export function RulesInForce({ chosen }: RulesInForceProps) {
  const t = useTranslations("tolerance.in-force");
  const scopeText = useScopeText();
  const [kind, setKind] = useState<(typeof TENDER_KINDS)[number]>("cash");
  const inForce = useQuery(rulesInForceQuery(kind, chosen));
  const { centres: shown, count } = inForce.data ?? { centres: [], count: 0 };
  return (
    <section aria-labelledby="in-force" className="border-t border-rule-strong pt-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pb-3">
        <h2 id="in-force" className="flex-1">
          {t("title")}
        </h2>
        <Field label={t("tender")} className="w-44">
          {(control) => (
            <Select
              {...control}
              value={kind}
              onChange={({ target }) =>
                setKind(TENDER_KINDS.find((one) => one === target.value) ?? "cash")
              }
            >
              {TENDER_KINDS.map((one) => (
                <option key={one} value={one}>
                  {scopeText.tender(`kind:${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {inForce.isError && (
        <ErrorState error={inForce.error} onRetry={() => void inForce.refetch()} />
      )}
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("centre")}</th>
            <th scope="col">{t("explain-above")}</th>
            <th scope="col">{t("approve-above")}</th>
            <th scope="col">{t("source")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("since")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((centre) => (
            <CentreInForce key={centre.centreId} centre={centre} />
          ))}
        </tbody>
      </table>
      {count > shown.length && (
        <p className="px-edge py-3 text-sm text-ink-3">
          {t("first", { shown: shown.length, count })}
        </p>
      )}
    </section>
  );
}

function CentreInForce({ centre }: { centre: InForce["centres"][number] }) {
  const t = useTranslations("tolerance.in-force");
  const language = useLocale();
  const { centreId, centreName, currency, rule } = centre;
  const name = (
    <th scope="row" className="wrap-anywhere">
      {centreName}
    </th>
  );
  if (rule === null) {
    return (
      <tr>
        {name}
        <td colSpan={4} className="whitespace-normal text-ink-2 italic">
          {t("none")}
        </td>
      </tr>
    );
  }
  const { explain, approve } = readLevels(rule);
  const source =
    rule.centreId === centreId
      ? t("own")
      : rule.nodeName === null
        ? t("from-all")
        : t("from-node", { node: rule.nodeName });
  return (
    <tr>
      {name}
      <td className="whitespace-normal">
        <LevelText level={explain} currency={currency} />
      </td>
      <td className="whitespace-normal">
        <LevelText level={approve} currency={currency} />
      </td>
      <td className="wrap-anywhere whitespace-normal">{source}</td>
      <td className="max-sm:hidden">
        {formatBusinessDate(rule.validFrom, language, "range-part")}
      </td>
    </tr>
  );
}
