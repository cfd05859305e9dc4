"use client";

/** Lists the reasons in the order in which they are offered. Every change is saved at once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { changeReasons, reasonsQuery } from "@/lib/client/reasons";
import type { Reason, ReasonList as List } from "@/lib/contracts/reason";
import { OTHER } from "@/lib/domain/workflow/reason-list";
import { IntroductionBar, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { ReasonDialog } from "./reason-dialog";
import { ReasonRow } from "./reason-row";

export function ReasonList({ list: initial }: { list: List }) {
  const t = useTranslations("explanation.list");
  const [edited, setEdited] = useState<Reason | "new" | null>(null);
  const { list, saving } = useReasons(initial, () => setEdited(null));
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
  // The update is optimistic: a failed one falls back to the stored list.
  const shown = saving.isPending ? saving.variables : list.reasons;
  const last = shown.findLastIndex(({ code }) => code !== OTHER);
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </IntroductionBar>
      {saving.isError && edited === null && (
        <Notice kind="error" title={isConflict ? t("conflict") : problem.title}>
          {isConflict ? null : problem.detail}
        </Notice>
      )}
      <SettingsTable
        caption={t("caption")}
        columns={[
          { label: t("reason") },
          { label: t("for"), isHiddenOnPhones: true },
          { label: t("offered") },
          { label: t("order"), isHiddenOnPhones: true },
        ]}
        action={t("change")}
      >
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
      </SettingsTable>
      {edited !== null && (
        <ReasonDialog
          key={edited === "new" ? "" : edited.code}
          reason={edited}
          taken={list.reasons.map(({ code }) => code)}
          problem={saving.isError ? problem.sentence : null}
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

/**
 * Returns the list, and a mutation that replaces it. After a conflict the list is the one of the
 * server.
 */
function useReasons(initial: List, onSaved: () => void) {
  const t = useTranslations("explanation.list");
  const toast = useToast();
  const client = useQueryClient();
  const { data: list } = useQuery({ ...reasonsQuery(), initialData: initial });
  const setList = (next: List) => {
    client.setQueryData(reasonsQuery().queryKey, next);
    onSaved();
  };
  const saving = useMutation({
    mutationFn: (reasons: Reason[]) => changeReasons({ version: list.version, reasons }),
    onSuccess: (saved) => {
      setList(saved);
      toast(t("saved"));
    },
    onError: (error) => {
      const current = currentOf<List>(error);
      if (current !== null) setList(current);
    },
  });
  return { list, saving };
}
