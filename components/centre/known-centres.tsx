"use client";

/**
 * Chooses centres from those that Cashrec responds about, and adds them at once. Where Cashrec
 * gives no list, the ids that somebody types are tried.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  CENTRES_KEY,
  findKnownCentres,
  knownCentresQuery,
  saveCentres,
} from "@/lib/client/centres";
import type { KnownCentres } from "@/lib/contracts/known-centres";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { CommonFields, suggestFields } from "./common-fields";
import { KnownCentresTable, listAddable } from "./known-centres-table";
import { TryIds } from "./try-ids";

const DAYS = 7;

export function KnownCentresDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("centre");
  const toast = useToast();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [common, setCommon] = useState(suggestFields);
  const listed = useQuery(knownCentresQuery());
  const tried = useMutation({ mutationFn: findKnownCentres, onSuccess: () => setChosen([]) });
  const known: KnownCentres | undefined = tried.data ?? listed.data;
  const centres = known?.centres ?? [];
  const save = useMutation({
    mutationFn: saveCentres,
    onSuccess: async ({ created }) => {
      await queries.invalidateQueries({ queryKey: CENTRES_KEY });
      await queries.invalidateQueries({ queryKey: ["first-day"] });
      toast(t("known.added", { count: created }));
      onClose();
    },
  });
  const onAdd = () =>
    save.mutate(
      listAddable(centres)
        .filter(({ id }) => chosen.includes(id))
        .map(({ id, name, currency }) => ({
          id,
          name: (names[id] ?? name ?? id).trim(),
          currency: currency ?? common.currency.trim().toUpperCase(),
          timeZone: common.timeZone,
          dayStartsAt: common.dayStartsAt,
        })),
    );
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("known.title")}
      description={t("known.hint", { days: DAYS })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            disabled={chosen.length === 0}
            working={save.isPending && t("saving")}
            onClick={onAdd}
          >
            {t("known.add", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p role="status">
          {(listed.isPending || tried.isPending) && t("known.asking")}
          {known?.source === "not-listed" && !tried.isPending && t("known.not-listed")}
          {known?.source === "listed" && t("known.listed", { count: centres.length })}
        </p>
        {(listed.data?.source === "not-listed" || listed.isError) && (
          <TryIds working={tried.isPending} onTry={(ids) => tried.mutate(ids)} />
        )}
        <ProblemNotice error={tried.error ?? listed.error} />
        {centres.length > 0 && (
          <>
            <KnownCentresTable
              {...{ centres, chosen, names }}
              onChoose={setChosen}
              onName={setNames}
            />
            <CommonFields fields={common} onChange={setCommon} error={save.error} />
          </>
        )}
      </div>
    </Dialog>
  );
}
