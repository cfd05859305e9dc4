"use client";

/** Lists the centres that count differently from the usual, with what differs in bold. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { countingOfAllQuery, setCountingOfMany } from "@/lib/client/count-settings";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { RowAction } from "../settings/settings-list";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { isSameCounting } from "./same-counting";

export function CountingExceptions({ all }: { all: CountingOfAll }) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queries = useQueryClient();
  const { usual } = all;
  const exceptions = all.centres.filter((centre) => !isSameCounting(centre, usual));
  const reset = useMutation({
    mutationFn: setCountingOfMany,
    onSuccess: (saved, { centreIds }) => {
      queries.setQueryData(countingOfAllQuery().queryKey, saved);
      void queries.invalidateQueries({ queryKey: ["counting"] });
      const centre = saved.centres.find(({ centreId }) => centreId === centreIds[0]);
      toast(t("all.back", { centre: centre?.centreName ?? "" }));
    },
  });
  return (
    <section aria-labelledby="counting-exceptions">
      <h2 id="counting-exceptions">{t("all.exceptions")}</h2>
      <ProblemNotice error={reset.error} />
      {exceptions.length === 0 ? (
        <p className="border-t border-ink py-3 text-ink-2">{t("all.none")}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="ledger">
            <caption className="sr-only">{t("all.exceptions")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("centre")}</th>
                <th scope="col">{t("blind")}</th>
                <th scope="col">{t("approval")}</th>
                <th scope="col">{t("recounts")}</th>
                <th scope="col">
                  <span className="sr-only">{t("all.use-usual")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {exceptions.map((centre) => (
                <tr key={centre.centreId}>
                  <th scope="row">{centre.centreName}</th>
                  <Cell differs={centre.blindMode !== usual.blindMode}>
                    {t(`blind-mode.${centre.blindMode}`)}
                  </Cell>
                  <Cell differs={centre.approval !== usual.approval}>
                    {t(`approval-when.${centre.approval}`)}
                  </Cell>
                  <Cell differs={centre.recountsMax !== usual.recountsMax}>
                    {centre.recountsMax}
                  </Cell>
                  <RowAction
                    label={t("all.use-usual")}
                    name={t("all.use-usual-one", { centre: centre.centreName })}
                    onPress={() => reset.mutate({ centreIds: [centre.centreId], counting: usual })}
                  />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Cell({ differs, children }: { differs: boolean; children: string | number }) {
  return <td>{differs ? <b>{children}</b> : children}</td>;
}
