"use client";

/** Lists the latest requests for cash sheets: when, what was asked for, and what came of it. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { readingsQuery } from "@/lib/client/connection";
import type { ReadingList } from "@/lib/contracts/reading";
import { formatDateRange } from "@/lib/domain/format";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";

export function LastReadings({ initial }: { initial: ReadingList }) {
  const t = useTranslations("connection.readings");
  const { data } = useQuery(readingsQuery(initial));
  return (
    <section className="px-edge pt-6">
      <h2 id="last-readings">{t("title")}</h2>
      {data.readings.length === 0 ? (
        <p className="border-t border-ink py-3 text-ink-2">{t("none")}</p>
      ) : (
        <div className="overflow-x-auto" role="region" tabIndex={0} aria-labelledby="last-readings">
          <table className="ledger">
            <caption className="sr-only">{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("when")}</th>
                <th scope="col">{t("asked")}</th>
                <th scope="col">{t("result")}</th>
                <th scope="col" className="money">
                  {t("days")}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.readings.map((reading, at) => (
                <Row key={at} reading={reading} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ reading }: { reading: ReadingList["readings"][number] }) {
  const t = useTranslations("connection.readings");
  const language = useLocale();
  const { at, centreNames, centres, from, to, days, isRead, message } = reading;
  return (
    <tr>
      <td>
        <Instant iso={at} />
      </td>
      <td>
        {t("centres", { names: centreNames.join(", "), more: centres - centreNames.length })},{" "}
        {formatDateRange(from, to, language)}
      </td>
      <td className="py-1 whitespace-normal">
        <span className="flex items-start gap-1.5">
          <Icon
            name={isRead ? "check" : "warn"}
            className={isRead ? "mt-0.5 size-3.5 text-matched" : "mt-0.5 size-3.5 text-uncounted"}
          />
          <span className={isRead ? undefined : "text-uncounted"}>
            {isRead ? t("read") : message}
          </span>
        </span>
      </td>
      <td className="money">{days}</td>
    </tr>
  );
}
