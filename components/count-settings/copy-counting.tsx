"use client";

/** Copies how one centre counts to others, all at once. */
import { offerAll } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countingOfAllQuery, setCountingOfMany } from "@/lib/client/count-settings";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { CentreSelect } from "../centre/centre-select";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { Field } from "../ui/field";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

export function CopyCounting({ all }: { all: CountingOfAll }) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queries = useQueryClient();
  const [fromId, setFromId] = useState(all.centres[0]?.centreId ?? "");
  const [chosen, setChosen] = useState<string[]>([]);
  const source = all.centres.find(({ centreId }) => centreId === fromId);
  const centreIds = chosen.filter((id) => id !== fromId);
  const copy = useMutation({
    mutationFn: setCountingOfMany,
    onSuccess: (saved) => {
      queries.setQueryData(countingOfAllQuery().queryKey, saved);
      setChosen([]);
      toast(t("all.copied", { count: centreIds.length, centre: source?.centreName ?? "" }));
    },
  });
  const onCopy = () => {
    if (source === undefined) return;
    const { blindMode, recountsMax, approval } = source;
    copy.mutate({ centres: centreIds, counting: { blindMode, recountsMax, approval } });
  };
  return (
    <section aria-labelledby="copy-counting">
      <h2 id="copy-counting">{t("all.copy-title")}</h2>
      <div className="grid max-w-[720px] items-end gap-3 border-t border-ink pt-3 sm:grid-cols-[1fr_1fr_auto]">
        <CentreSelect
          label={t("all.copy-from")}
          offer={offerAll(
            all.centres.map(({ centreId, centreName }) => {
              return { id: centreId, name: centreName };
            }),
          )}
          value={fromId}
          onChange={setFromId}
        />
        <Field label={t("all.copy-to")}>
          {({ id }) => (
            <Combobox
              id={id}
              label={t("all.copy-to")}
              options={all.centres
                .filter(({ centreId }) => centreId !== fromId)
                .map(({ centreId, centreName }) => {
                  return { value: centreId, label: centreName, hint: centreId };
                })}
              selected={centreIds}
              onChange={setChosen}
              className="w-full"
            />
          )}
        </Field>
        <Button
          disabled={centreIds.length === 0}
          working={copy.isPending && t("saving")}
          onClick={onCopy}
        >
          {t("all.copy")}
        </Button>
      </div>
      <ProblemNotice error={copy.error} />
    </section>
  );
}
