"use client";

/** Shows administrators how much mail was sent, and what could not be delivered. */
import { useTranslations } from "next-intl";
import type { MailList } from "@/lib/contracts/notice";
import { Instant } from "../ui/instant";

export function MailOverview({ mails }: { mails: MailList }) {
  const t = useTranslations("notice.settings");
  return (
    <section aria-labelledby="mails">
      <h2 id="mails">{t("mails")}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">
        {t("mails-about", { sent: mails.sent, queued: mails.queued })}{" "}
        {mails.sent > 0 && mails.undelivered.length === 0 && t("all-delivered")}
      </p>
      {mails.undelivered.length > 0 && (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-labelledby="mails">
          <table className="ledger">
            <caption className="sr-only">{t("mails")}</caption>
            <thead>
              <tr>
                {(["person", "address", "at", "state", "error"] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {mails.undelivered.map(({ id, name, address, at, state, error }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{address}</td>
                  <td>
                    <Instant iso={at} />
                  </td>
                  <td>{t(`states.${state}`)}</td>
                  <td>{error}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
