/** Lists what is stored of one person: how much of each kind, the latest, and what it serves. */
import { useLocale, useTranslations } from "next-intl";
import type { StoredData as StoredDataOfPerson } from "@/lib/contracts/stored-data";
import { isSignedFor } from "@/lib/domain/stored-data";
import { Instant } from "../ui/instant";
import { DataDownload } from "./data-download";

type StoredDataProps = {
  data: StoredDataOfPerson;
  /** Null: the person is the reader. */
  userId: string | null;
};

export function StoredData({ data, userId }: StoredDataProps) {
  const t = useTranslations("personal-data");
  const number = new Intl.NumberFormat(useLocale());
  return (
    <section className="px-edge pt-6 pb-8" aria-labelledby="stored-data-of">
      <h2 id="stored-data-of">{data.name}</h2>
      <p className="text-ink-2">
        {data.email}, {t(`state-${data.state}`)}. {t("since")} <Instant iso={data.createdAt} />
      </p>
      <DataDownload userId={userId} />
      <div
        className="mt-3 overflow-x-auto"
        role="region"
        tabIndex={0}
        aria-label={t("stored-of", { name: data.name })}
      >
        <table className="ledger">
          <caption className="sr-only">{t("stored-of", { name: data.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("kind")}</th>
              <th scope="col" className="money">
                {t("count")}
              </th>
              <th scope="col">{t("latest")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("reason")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.stored.map(({ kind, count, latestAt }) => (
              <tr key={kind}>
                <th scope="row">{t(`kinds.${kind}`)}</th>
                <td className="money">{number.format(count)}</td>
                <td>{latestAt === null ? "" : <Instant iso={latestAt} />}</td>
                <td className="whitespace-normal text-ink-2 max-sm:hidden">
                  {t(isSignedFor(kind) ? "reason-signed" : "reason-account")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
