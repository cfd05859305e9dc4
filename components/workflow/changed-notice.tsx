"use client";

/**
 * Shows that Cashrec changed the cash sheet after sign-off: what was signed, the present figure,
 * and the change.
 */
import { useLocale, useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatDifference } from "@/lib/domain/format";
import { DayStatusShape } from "../badge/day-status-badge";
import { Amount } from "../money/amount";
import { useInstantText } from "../ui/instant";

export function ChangedNotice({ day }: { day: DayDetail }) {
  const t = useTranslations("workflow.changed");
  const language = useLocale();
  const instant = useInstantText();
  const { changed, currency } = day;
  if (changed === null) return null;
  const at = changed.fetchedAt === null ? "" : instant(changed.fetchedAt, "long");
  return (
    <section
      aria-labelledby="changed"
      className="grid gap-x-8 gap-y-3 border-b border-rule bg-uncounted-wash px-edge py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]"
    >
      <div className="flex gap-2.5">
        <DayStatusShape state="changed" className="mt-1 size-4 text-uncounted" />
        <div>
          <h2 id="changed">{t("title")}</h2>
          <p>{t(changed.version === 0 ? "gone" : "hint", { at, version: changed.version })}</p>
        </div>
      </div>
      <table className="w-full border-separate border-spacing-0 text-sm [&_td]:border-b [&_td]:border-rule [&_td]:py-1 [&_td]:pl-4 [&_td]:text-right [&_th]:border-b [&_th]:border-rule [&_th]:py-1 [&_th]:text-left [&_th]:font-normal">
        <caption className="sr-only">{t("caption", { currency })}</caption>
        <thead>
          <tr className="[&>*]:border-rule-strong [&>*]:text-xs [&>*]:font-medium [&>*]:text-ink-2">
            <th scope="col">{t("expected", { currency })}</th>
            <th scope="col" className="text-right!">
              {t("signed")}
            </th>
            <th scope="col" className="pl-4 text-right!">
              {t("now")}
            </th>
            <th scope="col" className="perf pl-4 text-right!">
              {t("change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {changed.lines.map((line) => (
            <tr key={`${line.shiftId} ${line.tillId} ${line.tenderId}`}>
              <th scope="row">
                {[
                  line.shiftName ?? line.shiftId,
                  line.tillName ?? line.tillId,
                  line.tenderName ?? line.tenderId,
                ].join(", ")}
              </th>
              <td>
                <Amount minor={line.signedMinor} currency={currency} absent="not-provided" />
              </td>
              <td>
                <Amount minor={line.nowMinor} currency={currency} absent="not-provided" />
              </td>
              <td className="perf font-semibold">
                {line.changeMinor === null
                  ? "·"
                  : formatDifference(line.changeMinor, currency, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
