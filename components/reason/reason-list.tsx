"use client";

/** All reasons in the order in which they are offered. Each change is stored as it is made. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { changeReasons, reasonsQuery } from "@/lib/client/reasons";
import type { Reason, ReasonList as List } from "@/lib/contracts/reason";
import { OTHER } from "@/lib/domain/workflow/reason-list";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { ReasonDialog } from "./reason-dialog";
import { ReasonRow } from "./reason-row";

export function ReasonList({ list: initial }: { list: List }) {
  const t = useTranslations("explanation.list");
  const toast = useToast();
  const client = useQueryClient();
  const { data: list } = useQuery({ ...reasonsQuery(), initialData: initial });
  const [edited, setEdited] = useState<Reason | "new" | null>(null);
  const setList = (next: List) => client.setQueryData(reasonsQuery().queryKey, next);
  const saving = useMutation({
    mutationFn: (reasons: Reason[]) => changeReasons({ version: list.version, reasons }),
    onSuccess: (saved) => {
      setList(saved);
      setEdited(null);
      toast(t("saved"));
    },
    onError: (error) => {
      const current = currentOf<List>(error);
      if (current === null) return;
      setList(current);
      setEdited(null);
    },
  });
  const problem = useProblemText(saving.error);
  const isConflict = currentOf(saving.error) !== null;
  const replace = (reason: Reason) =>
    saving.mutate(list.reasons.map((one) => (one.code === reason.code ? reason : one)));
  const move = (from: number, to: number) => {
    const reasons = [...list.reasons];
    const [moved] = reasons.splice(from, 1);
    if (moved === undefined) return;
    reasons.splice(to, 0, moved);
    saving.mutate(reasons);
  };
  // What was asked shows at once; what was refused goes back.
  const shown = saving.isPending ? saving.variables : list.reasons;
  const last = shown.findLastIndex(({ code }) => code !== OTHER);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <div className="min-w-60 flex-1">
          <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
        </div>
        <Button kind="do" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </div>
      {saving.isError && edited === null && (
        <Notice kind="error" title={isConflict ? t("conflict") : problem.title}>
          {isConflict ? null : problem.detail}
        </Notice>
      )}
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reason")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("for")}
            </th>
            <th scope="col">{t("offered")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("order")}
            </th>
            <th scope="col">
              <span className="sr-only">{t("change")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((reason, index) => (
            <ReasonRow
              key={reason.code}
              reason={reason}
              busy={saving.isPending}
              onChange={replace}
              onEdit={() => setEdited(reason)}
              onUp={index > 0 && reason.code !== OTHER ? () => move(index, index - 1) : null}
              onDown={index < last && reason.code !== OTHER ? () => move(index, index + 1) : null}
            />
          ))}
        </tbody>
      </table>
      {edited !== null && (
        <ReasonDialog
          key={edited === "new" ? "" : edited.code}
          reason={edited}
          taken={list.reasons.map(({ code }) => code)}
          problem={saving.isError ? `${problem.title}. ${problem.detail}` : null}
          working={saving.isPending}
          onSave={(reason) =>
            edited === "new" ? saving.mutate([reason, ...list.reasons]) : replace(reason)
          }
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
