"use client";

/** Shows the form of a rule: two levels, a monthly limit and the first date that it applies to. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { isApiError } from "@/lib/client/http";
import { changeTolerance } from "@/lib/client/tolerances";
import type { ChangedTolerance, Rule } from "@/lib/contracts/tolerance";
import { areLinked, linkSides } from "@/lib/domain/tolerance/draft";
import { unorderedSides } from "@/lib/domain/tolerance/scope";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { LevelFields } from "./level-fields";
import { MonthAndDay } from "./month-and-day";
import { type RuleDraft, toSentTolerance } from "./rule-draft";
import { CurrentRule } from "./current-rule";
import { WithdrawDialog } from "./withdraw-dialog";

type RuleFormProps = {
  draft: RuleDraft;
  /** This is the latest version in the scope of the draft. */
  latest: Rule | null;
  mayChange: boolean;
  onChange: (draft: RuleDraft) => void;
  onSaved: (changed: ChangedTolerance) => void;
  onClose: () => void;
};

export function RuleForm(props: RuleFormProps) {
  const { draft, latest, mayChange, onChange, onSaved, onClose } = props;
  const t = useTranslations("tolerance.form");
  const language = useLocale();
  const id = useId();
  const queryClient = useQueryClient();
  const [isLinked, setLinked] = useState(() => areLinked(draft.levels));
  const [withdrawing, setWithdrawing] = useState(false);
  const save = useMutation({
    mutationFn: changeTolerance,
    onSuccess: async (changed) => {
      await queryClient.invalidateQueries({ queryKey: ["tolerances"] });
      onSaved(changed);
    },
  });
  const send = (withdrawn: boolean) =>
    save.mutate(toSentTolerance(draft, { basedOnVersion: latest?.version ?? 0, withdrawn }));

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    if (wrong === null && unorderedSides(draft.levels).length === 0) send(false);
  };
  const levels = { levels: draft.levels, currency: draft.currency, isLinked };

  return (
    <form id={id} method="post" noValidate onSubmit={onSubmit} className="grid gap-4">
      <CurrentRule rule={latest} />
      <Checkbox
        label={t("linked")}
        checked={isLinked}
        onCheckedChange={(checked) => {
          setLinked(checked);
          if (checked) onChange({ ...draft, levels: linkSides(draft.levels) });
        }}
      />
      {(["explain", "approve"] as const).map((level) => (
        <LevelFields
          key={level}
          level={level}
          {...levels}
          onChange={(next) => onChange({ ...draft, levels: next })}
        />
      ))}
      <MonthAndDay draft={draft} language={language} onChange={onChange} />
      {save.isError && <SaveProblem error={save.error} onReload={() => save.reset()} />}
      <div className="flex flex-wrap gap-2 border-t border-rule pt-4">
        {mayChange && (
          <Button type="submit" kind="do" working={save.isPending && t("saving")}>
            {t("save")}
          </Button>
        )}
        <Button onClick={onClose}>{mayChange ? t("cancel") : t("close")}</Button>
        {mayChange && latest !== null && !latest.withdrawn && (
          <Button kind="bare" className="ml-auto" onClick={() => setWithdrawing(true)}>
            {t("withdraw")}
          </Button>
        )}
      </div>
      {withdrawing && (
        <WithdrawDialog
          validFrom={draft.validFrom}
          onClose={() => setWithdrawing(false)}
          onWithdraw={() => {
            setWithdrawing(false);
            send(true);
          }}
        />
      )}
    </form>
  );
}

/**
 * After a conflict the button loads the rules again, because the form is based on an old version.
 */
function SaveProblem({ error, onReload }: { error: Error; onReload: () => void }) {
  const t = useTranslations("tolerance.form");
  const queryClient = useQueryClient();
  const { title, detail } = useProblemText(error);
  const isConflict = isApiError(error) && error.problem.code === "CONFLICT";
  const reload = () => {
    onReload();
    void queryClient.invalidateQueries({ queryKey: ["tolerances"] });
  };
  return (
    <Notice
      kind="error"
      title={title}
      action={isConflict && <Button onClick={reload}>{t("look-again")}</Button>}
    >
      {detail}
    </Notice>
  );
}
