"use client";

/** Lists for how long each kind of data is stored, and what the next run deletes of it. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { retentionQuery } from "@/lib/client/retention";
import type { Retention as RetentionOfAll, RetentionRow } from "@/lib/contracts/retention";
import type { RetentionKind } from "@/lib/domain/retention";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { RetentionDialog } from "./retention-dialog";

const STORED_FOR_GOOD = ["figures", "trail", "accounts", "sooner"] as const;

export function Retention({ retention }: { retention: RetentionOfAll }) {
  const t = useTranslations("personal-data.retention");
  const { data } = useQuery({ ...retentionQuery(), initialData: retention });
  const [changed, setChanged] = useState<RetentionKind | null>(null);
  const row = data.kinds.find(({ kind }) => kind === changed);
  return (
    <div className="px-edge pt-6 pb-8">
      <h2 id="retention">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      {/* `relative` holds texts for screen readers here, which would widen the page of a phone. */}
      <div
        className="relative mt-3 overflow-x-auto"
        role="region"
        tabIndex={0}
        aria-labelledby="retention"
      >
        <table className="ledger">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("kind")}</th>
              <th scope="col">{t("stored-for")}</th>
              <th scope="col" className="money max-sm:hidden">
                {t("rows")}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t("oldest")}
              </th>
              <th scope="col" className="money">
                {t("due")}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t("last-run")}
              </th>
              <th scope="col">
                <span className="sr-only">{t("change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.kinds.map((one) => (
              <KindRow key={one.kind} row={one} onChange={() => setChanged(one.kind)} />
            ))}
          </tbody>
        </table>
      </div>
      <h3 className="mt-6">{t("elsewhere")}</h3>
      <ul className="max-w-[70ch] list-disc pl-5 text-ink-2">
        {STORED_FOR_GOOD.map((what) => (
          <li key={what}>{t(`reasons.${what}`)}</li>
        ))}
      </ul>
      {row !== undefined && (
        <RetentionDialog row={row} version={data.version} onClose={() => setChanged(null)} />
      )}
    </div>
  );
}

function KindRow({ row, onChange }: { row: RetentionRow; onChange: () => void }) {
  const t = useTranslations("personal-data.retention");
  const number = new Intl.NumberFormat(useLocale());
  const count = (counted: number, hasMore: boolean) =>
    hasMore ? t("or-more", { count: number.format(counted) }) : number.format(counted);
  const { kind, days, oldestAt, ranAt, deleted } = row;
  return (
    <tr>
      <th scope="row" className="whitespace-normal">
        {t(`kinds.${kind}`)}
        <span className="block max-w-[44ch] min-w-44 text-xs font-normal text-ink-3">
          {t(`kinds-about.${kind}`)}
        </span>
      </th>
      <td className="whitespace-nowrap">
        {days === null ? t("for-good") : t("days", { count: days })}
      </td>
      <td className="money max-sm:hidden">{count(row.rows, row.hasMoreRows)}</td>
      <td className="max-sm:hidden">{oldestAt === null ? "" : <Instant iso={oldestAt} />}</td>
      <td className="money">{count(row.due, row.hasMoreDue)}</td>
      <td className="max-sm:hidden">
        {ranAt === null ? (
          t("not-yet")
        ) : (
          <>
            <Instant iso={ranAt} />, {t("deleted", { count: deleted ?? 0 })}
          </>
        )}
      </td>
      <td>
        <Button aria-label={t("change-of", { kind: t(`kinds.${kind}`) })} onClick={onChange}>
          {t("change")}
        </Button>
      </td>
    </tr>
  );
}
