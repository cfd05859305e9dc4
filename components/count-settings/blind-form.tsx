"use client";

/**
 * Sets what a counter may know, how often a line may be counted, and whether days are approved: in
 * a centre, or in the centres below a node.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { COUNTING_KEY, setCountingOfMany } from "@/lib/client/count-settings";
import type { Counting } from "@/lib/contracts/count-settings";
import { Button } from "../ui/button";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { CountingFields } from "./counting-fields";
import { type CountingScope, nameScope } from "./counting-scope";
import { isSameCounting } from "./same-counting";

export function BlindForm({ scope }: { scope: CountingScope }) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { scopeId, name, counting } = scope;
  const { blindMode, recountsMax, approval, version, isOwn, fromNode } = counting;
  const [chosen, setChosen] = useState<Counting>({ blindMode, recountsMax, approval });
  const refresh = () => queryClient.invalidateQueries({ queryKey: COUNTING_KEY });
  const save = useMutation({
    mutationFn: (value: Counting | null) =>
      setCountingOfMany({ ...nameScope(scope), counting: value, basedOn: { [scopeId]: version } }),
    onSuccess: async (_saved, value) => {
      await refresh();
      toast(value === null ? t("all.back", { centre: name }) : t("saved", { centre: name }));
    },
    // After a conflict, too, the reader decides on what is there now.
    onError: refresh,
  });
  const source = isOwn ? "own" : fromNode === null ? "all" : "node";
  return (
    <form
      method="post"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(chosen);
      }}
    >
      <p className="text-ink-2">{t(`source.${source}`, { node: fromNode ?? "" })}</p>
      <CountingFields chosen={chosen} onChoose={setChosen} name={scopeId} />
      <ProblemNotice error={save.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          kind="do"
          type="submit"
          disabled={isSameCounting(chosen, counting)}
          working={save.isPending && t("saving")}
        >
          {t("save")}
        </Button>
        {isOwn && (
          <Button kind="bare" disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t("all.use-usual")}
          </Button>
        )}
      </div>
    </form>
  );
}
