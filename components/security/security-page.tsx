"use client";

/** Shows the security events of a period by kind, person and address, the latest first. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { securityQuery } from "@/lib/client/security";
import type { SecurityCounts, SecuritySearch } from "@/lib/contracts/security";
import { SECURITY_PERIODS, SECURITY_SHOWN } from "@/lib/domain/security/events";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { SearchLinks } from "./search-links";

export function SecurityPage({ search }: { search: SecuritySearch }) {
  const t = useTranslations("security");
  const { data, error, refetch } = useQuery(securityQuery(search));
  return (
    <section aria-labelledby="events" className="border-t border-rule">
      <h2 id="events" className="px-edge pt-5">
        {t("events")}
      </h2>
      <p className="max-w-[70ch] px-edge text-sm text-ink-2">{t("about")}</p>
      <div className="no-print flex flex-wrap gap-x-6 gap-y-2 px-edge py-3">
        <SearchLinks
          label={t("show.label")}
          links={SECURITY_SHOWN.map((show) => ({
            text: t(`show.${show}`),
            href: writeAddress({ ...search, show }),
            isCurrent: show === search.show,
          }))}
        />
        <SearchLinks
          label={t("period")}
          links={SECURITY_PERIODS.map((days) => ({
            text: t("days", { count: Number(days) }),
            href: writeAddress({ ...search, days }),
            isCurrent: days === search.days,
          }))}
        />
      </div>
      {error !== null && data === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data?.counts.length === 0 && <EmptyState title={t("none")} hint={t("none-hint")} />}
      {data !== undefined && data.counts.length > 0 && <CountTable {...data} />}
    </section>
  );
}

function writeAddress({ days, show }: SecuritySearch): string {
  return `/settings/security?${new URLSearchParams({ days, show }).toString()}`;
}

function CountTable({ counts, isCut }: SecurityCounts) {
  const t = useTranslations("security");
  return (
    <div className="pb-8">
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("event")}</th>
            <th scope="col" className="num">
              {t("count")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("person")}
            </th>
            <th scope="col">{t("address")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("first")}
            </th>
            <th scope="col">{t("last")}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ kind, person, address, events, firstAt, lastAt }) => (
            <tr key={`${kind} ${person?.id ?? ""} ${address ?? ""}`}>
              <th scope="row">
                {t(`kinds.${kind}`)}
                {person !== null && (
                  <span className="block font-normal text-ink-2 sm:hidden">{person.name}</span>
                )}
              </th>
              <td className="num">{events}</td>
              <td className="max-sm:hidden">{person?.name ?? t("nobody")}</td>
              <td className="break-all">{address ?? t("several")}</td>
              <td className="max-sm:hidden">
                <Instant iso={firstAt} />
              </td>
              <td>
                <Instant iso={lastAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isCut && <p className="px-edge pt-3 text-sm text-ink-2">{t("cut")}</p>}
    </div>
  );
}
