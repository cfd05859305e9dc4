"use client";

/** Lists the activity of the day, newest first. */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { listActivity } from "@/lib/domain/workflow/activity";
import { useActionText, useActorText } from "../audit/action-text";
import { VerifyDay } from "../audit/verify-day";
import { useInstantText } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

const SHOWN_FIRST = 20;

type DayAuditProps = {
  day: DayDetail;
  /** The reader may read the trail, and verify the day as it is now. */
  mayVerify: boolean;
};

export function DayAudit({ day, mayVerify }: DayAuditProps) {
  const t = useTranslations("day.trail");
  const instant = useInstantText();
  const actionText = useActionText();
  const actorText = useActorText();
  const activity = listActivity(day.trail, day.counts);
  return (
    <section aria-labelledby="day-trail">
      <h2 id="day-trail" className="pt-6 pb-2">
        {t("title")}
      </h2>
      {activity.length === 0 ? (
        <p className="border-t border-rule-strong py-2 text-ink-2">{t("none")}</p>
      ) : (
        <table className="ledger [&_tr>:first-child]:pl-0 [&_tr>:last-child]:pr-0">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("when")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("who")}
              </th>
              <th scope="col">{t("what")}</th>
            </tr>
          </thead>
          <tbody>
            {activity.slice(0, SHOWN_FIRST).map(({ action, by, at }, index) => (
              <tr key={`${at} ${index}`}>
                <th scope="row" className="whitespace-nowrap!">
                  <time dateTime={at}>{instant(at, "short")}</time>
                </th>
                <td className="max-sm:hidden">{actorText(by, action)}</td>
                <td className="w-full">
                  {actionText(action)}
                  <span className="block text-xs text-ink-3 sm:hidden">
                    {actorText(by, action)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayVerify && <DayProof day={day} />}
      {activity.length > SHOWN_FIRST && (
        <p className="pt-2 text-xs text-ink-3">
          {t("more", { count: activity.length - SHOWN_FIRST })}
        </p>
      )}
    </section>
  );
}

function DayProof({ day: { centreId, businessDate, currency } }: { day: DayDetail }) {
  const t = useTranslations("activity");
  const query = new URLSearchParams({ centreId, businessDate });
  return (
    <div className="grid gap-2 pt-3">
      <VerifyDay {...{ centreId, date: businessDate, currency }} />
      <p className="no-print text-sm">
        <PrefetchOnHoverLink href={`/audit?${query}`}>{t("open-trail")}</PrefetchOnHoverLink>
      </p>
    </div>
  );
}
