"use client";

/** Copies how one centre counts to others, all at once. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  COUNTING_KEY,
  countingOfCentreQuery,
  setCountingOfMany,
} from "@/lib/client/count-settings";
import { CentreSelect } from "../centre/centre-select";
import { CentresChoice } from "../centre/centres-choice";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

export function CopyCounting({ offer }: { offer: CentreOffer<OfferedCentre> }) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queries = useQueryClient();
  const [fromId, setFromId] = useState(offer.centres[0]?.id ?? "");
  const [chosen, setChosen] = useState<string[]>([]);
  const { data: source, error } = useQuery(countingOfCentreQuery(fromId));
  const centreIds = chosen.filter((id) => id !== fromId);
  const copy = useMutation({
    mutationFn: setCountingOfMany,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: COUNTING_KEY });
      setChosen([]);
      toast(t("all.copied", { count: centreIds.length, centre: source?.centreName ?? "" }));
    },
  });
  const onCopy = () => {
    if (source == null) return;
    const { blindMode, recountsMax, approval } = source;
    copy.mutate({ centres: centreIds, counting: { blindMode, recountsMax, approval } });
  };
  return (
    <section aria-labelledby="copy-counting">
      <h2 id="copy-counting">{t("all.copy-title")}</h2>
      <div className="grid max-w-[720px] items-end gap-3 border-t border-ink pt-3 sm:grid-cols-[1fr_1fr_auto]">
        <CentreSelect
          label={t("all.copy-from")}
          offer={offer}
          value={fromId}
          onChange={setFromId}
        />
        <Field label={t("all.copy-to")}>
          {({ id }) => (
            <CentresChoice
              id={id}
              label={t("all.copy-to")}
              offer={offer}
              group={null}
              except={fromId}
              selected={centreIds}
              onChange={setChosen}
              className="w-full"
            />
          )}
        </Field>
        <Button
          disabled={centreIds.length === 0 || source == null}
          working={copy.isPending && t("saving")}
          onClick={onCopy}
        >
          {t("all.copy")}
        </Button>
      </div>
      <ProblemNotice error={copy.error ?? error} />
    </section>
  );
}
