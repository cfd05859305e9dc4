"use client";

/**
 * Sets how tills are counted in all centres: what is usual, the centres that differ, and a copy
 * from one centre to others.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeUsualCounting, COUNTING_KEY } from "@/lib/client/count-settings";
import type { Counting } from "@/lib/contracts/count-settings";
import type { CountingOfAll } from "@/lib/contracts/counting";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { Button } from "../ui/button";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { CopyCounting } from "./copy-counting";
import { CountingExceptions } from "./counting-exceptions";
import { CountingFields } from "./counting-fields";
import { isSameCounting } from "./same-counting";

type CountingInAllCentresProps = Parameters<typeof CountingExceptions>[0] & {
  offer: CentreOffer<OfferedCentre>;
};

export function CountingInAllCentres({ all, pages, isSearched, offer }: CountingInAllCentresProps) {
  return (
    <>
      <UsualForm key={JSON.stringify(all.usual)} all={all} />
      <CountingExceptions {...{ all, pages, isSearched }} />
      {offer.count > 1 && <CopyCounting offer={offer} />}
    </>
  );
}

function UsualForm({ all }: { all: CountingOfAll }) {
  const t = useTranslations("counting");
  const toast = useToast();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Counting>(all.usual);
  const save = useMutation({
    mutationFn: changeUsualCounting,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: COUNTING_KEY });
      toast(t("all.saved"));
    },
  });
  const { following, centres } = all.totals ?? { following: 0, centres: 0 };
  return (
    <form
      method="post"
      aria-labelledby="counting-of-all"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ counting: chosen, basedOn: all.usual });
      }}
    >
      <div>
        <h2 id="counting-of-all">{t("all.title")}</h2>
        <p className="max-w-[70ch] text-ink-2">{t("all.about")}</p>
        <p className="text-sm text-ink-2">{t("all.follow", { count: following, all: centres })}</p>
      </div>
      <CountingFields chosen={chosen} onChoose={setChosen} name="all" />
      <ProblemNotice error={save.error} />
      <div>
        <Button
          kind="do"
          type="submit"
          disabled={isSameCounting(chosen, all.usual)}
          working={save.isPending && t("saving")}
        >
          {t("all.save")}
        </Button>
      </div>
    </form>
  );
}
