"use client";

/** Lists centres and nodes with settings of their own; what differs from the usual is bold. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { COUNTING_KEY, setCountingOfMany } from "@/lib/client/count-settings";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { RowAction } from "../settings/settings-list";
import { ProblemNotice } from "../ui/problem-notice";
import { SearchedRows } from "../ui/searched-rows";
import { useToast } from "../ui/toast";
import { isFirstPage, type Pages } from "../ui/use-pages";
import { type CountingScope, listCountingScopes, nameScope } from "./counting-scope";

type CountingExceptionsProps = {
  /** A page of the centres with settings of their own, and every node. */
  all: CountingOfAll;
  pages: Pages;
  /** There are more such centres than a page has. */
  isSearched: boolean;
};

export function CountingExceptions({ all, pages, isSearched }: CountingExceptionsProps) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queries = useQueryClient();
  const { usual } = all;
  const { centres, count = centres.length } = all;
  const nodes = isFirstPage(pages.asked) ? all.nodes : [];
  const exceptions = listCountingScopes({ nodes, centres }).filter(
    ({ counting }) => counting.isOwn,
  );
  const reset = useMutation({
    mutationFn: (scope: CountingScope) =>
      setCountingOfMany({ ...nameScope(scope), counting: null }),
    onSuccess: async (_saved, { name }) => {
      await queries.invalidateQueries({ queryKey: COUNTING_KEY });
      toast(t("all.back", { centre: name }));
    },
  });
  return (
    <section aria-labelledby="counting-exceptions">
      <h2 id="counting-exceptions">{t("all.exceptions")}</h2>
      <ProblemNotice error={reset.error} />
      {isSearched && (
        <SearchedRows label={t("all.search")} shown={centres.length} {...{ count, pages }} />
      )}
      {exceptions.length === 0 ? (
        <p className="border-t border-ink py-3 text-ink-2">
          {t(isSearched ? "all.no-match" : "all.none")}
        </p>
      ) : (
        <div className="overflow-x-auto">
          <table className="ledger [&_td]:whitespace-normal [&_th]:whitespace-normal">
            <caption className="sr-only">{t("all.exceptions")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("centre")}</th>
                <th scope="col">{t("blind")}</th>
                <th scope="col">{t("approval")}</th>
                <th scope="col" className="max-sm:hidden">
                  {t("recounts")}
                </th>
                <th scope="col">
                  <span className="sr-only">{t("all.use-usual")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {exceptions.map((scope) => (
                <tr key={scope.scopeId}>
                  <th scope="row">{scope.isNode ? t("node", { node: scope.name }) : scope.name}</th>
                  <Cell differs={scope.counting.blindMode !== usual.blindMode}>
                    {t(`blind-mode.${scope.counting.blindMode}`)}
                  </Cell>
                  <Cell differs={scope.counting.approval !== usual.approval}>
                    {t(`approval-when.${scope.counting.approval}`)}
                  </Cell>
                  <Cell
                    differs={scope.counting.recountsMax !== usual.recountsMax}
                    className="max-sm:hidden"
                  >
                    {scope.counting.recountsMax}
                  </Cell>
                  <RowAction
                    label={t("all.remove")}
                    name={t("all.use-usual-one", { centre: scope.name })}
                    onPress={() => reset.mutate(scope)}
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

type CellProps = { differs: boolean; className?: string; children: string | number };

function Cell({ differs, className, children }: CellProps) {
  return <td className={className}>{differs ? <b>{children}</b> : children}</td>;
}
