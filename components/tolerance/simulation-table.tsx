"use client";

/** Lists what the draft would have flagged, centre by centre, beside what was flagged in fact. */
import { useLocale, useTranslations } from "next-intl";
import type { Simulated, SimulatedFigures } from "@/lib/contracts/tolerance";
import { formatCount } from "@/lib/domain/format";
import { computePercent } from "@/lib/domain/tolerance/simulation";
import { Amount } from "../money/amount";

export function SimulationTable({ simulated }: { simulated: Simulated }) {
  const t = useTranslations("tolerance.simulator");
  const { currency, total, centres, otherCentres } = simulated;
  return (
    <>
      <table className="ledger [--edge:0px]">
        <caption className="sr-only">{t("caption", { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("centre")}</th>
            <th scope="col" className="num max-sm:hidden">
              {t("compared")}
            </th>
            <th scope="col" className="num">
              {t("explain")}
            </th>
            <th scope="col" className="num">
              {t("approve")}
            </th>
            <th scope="col" className="num perf">
              {t("money", { currency })}
            </th>
            <th scope="col" className="num max-sm:hidden">
              {t("share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {centres.map((centre) => (
            <tr key={centre.centreId}>
              <th scope="row" className="wrap-anywhere">
                {centre.centreName}
              </th>
              <Figures figures={centre} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <Figures figures={total} currency={currency} />
          </tr>
        </tfoot>
      </table>
      {otherCentres > 0 && (
        <p className="text-sm text-ink-3">{t("other-centres", { count: otherCentres })}</p>
      )}
    </>
  );
}

function Figures({ figures, currency }: { figures: SimulatedFigures; currency: string }) {
  const t = useTranslations("tolerance");
  const language = useLocale();
  const { now, draft } = figures;
  const share = computePercent(draft.explain.moneyMinor, figures.moneyMinor);
  return (
    <>
      <td className="money max-sm:hidden">{formatCount(figures.lines, language)}</td>
      <td className="money">
        <Change now={now.explain.lines} draft={draft.explain.lines} />
      </td>
      <td className="money">
        <Change now={now.approve.lines} draft={draft.approve.lines} />
      </td>
      <td className="money perf">
        <Amount minor={draft.explain.moneyMinor} currency={currency} />
      </td>
      <td className="money max-sm:hidden">
        {share === null ? "·" : t("percent", { percent: formatCount(share, language) })}
      </td>
    </>
  );
}

function Change({ now, draft }: { now: number; draft: number }) {
  const t = useTranslations("tolerance.simulator");
  const language = useLocale();
  const [before, after] = [formatCount(now, language), formatCount(draft, language)];
  return (
    <>
      <span className="sr-only">{t("change", { before, after })}</span>
      <span aria-hidden="true">
        <span className="text-ink-3">{before} → </span>
        <b>{after}</b>
      </span>
    </>
  );
}
