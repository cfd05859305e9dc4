"use client";

/** Sets what a counter may know, how often a line may be counted, and whether days are approved. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countingOfAllQuery, countingQuery, saveCounting } from "@/lib/client/count-settings";
import type { Counting } from "@/lib/contracts/count-settings";
import { Button } from "../ui/button";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { CountingFields } from "./counting-fields";

type BlindFormProps = { centre: { id: string; name: string }; counting: Counting };

export function BlindForm({ centre, counting }: BlindFormProps) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState(counting);
  const save = useMutation({
    mutationFn: saveCounting,
    onSuccess: (saved) => {
      queryClient.setQueryData(countingQuery(centre.id).queryKey, saved);
      void queryClient.invalidateQueries(countingOfAllQuery());
      toast(t("saved", { centre: centre.name }));
    },
  });
  const isSame = JSON.stringify(chosen) === JSON.stringify(counting);
  return (
    <form
      method="post"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ centreId: centre.id, counting: chosen });
      }}
    >
      <CountingFields chosen={chosen} onChoose={setChosen} name={centre.id} />
      <ProblemNotice error={save.error} />
      <div>
        <Button kind="do" type="submit" disabled={isSame} working={save.isPending && t("saving")}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
