"use client";

/** Shows what the next batch of the journal would post, posts it, and lists the batches. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { journalBatchesQuery, journalPreviewQuery, postJournalBatch } from "@/lib/client/journal";
import type { JournalRange } from "@/lib/contracts/journal";
import { type BatchEntity, ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { EntitySelect } from "./entity-select";
import { JournalBatches } from "./journal-batches";
import { JournalPreviewPanel } from "./journal-preview";

type JournalPageProps = {
  /** The form proposes this period. */
  span: { from: string; to: string };
  /** The legal entities, each of which has batches of its own beside those of the organisation. */
  entities: readonly BatchEntity[];
  mayPost: boolean;
};

export function JournalPage({ span, entities, mayPost }: JournalPageProps) {
  const t = useTranslations("journal");
  const toast = useToast();
  const client = useQueryClient();
  const [shown, setShown] = useState<JournalRange | null>(null);
  const [listed, setListed] = useState("");
  const batches = useQuery(journalBatchesQuery(listed));
  const preview = useQuery(journalPreviewQuery(shown));
  const posting = useMutation({
    mutationFn: postJournalBatch,
    onSuccess: async ({ number }) => {
      toast(t("posted", { number }));
      setShown(null);
      await client.invalidateQueries({ queryKey: ["journal"] });
    },
  });
  const show = (range: JournalRange) => {
    posting.reset();
    setShown(range);
  };
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 px-edge pt-5">
        <h1>{t("title")}</h1>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/owed">{t("owed")}</ButtonLink>
          <ButtonLink href="/settings/journal">{t("accounts")}</ButtonLink>
        </div>
      </div>
      <p className="max-w-[70ch] px-edge pt-2 pb-4 text-sm text-ink-2">{t("about")}</p>
      <RangeForm
        span={span}
        entities={entities}
        working={preview.isFetching && t("working")}
        onShow={show}
      />
      <ProblemNotice error={posting.error ?? preview.error} />
      {shown !== null && preview.data !== undefined && (
        <JournalPreviewPanel
          preview={preview.data}
          entity={entities.find(({ id }) => id === shown.entityId) ?? null}
          mayPost={mayPost}
          working={posting.isPending && t("posting")}
          onPost={() => posting.mutate(shown)}
        />
      )}
      <JournalBatches
        batches={batches.data?.batches ?? []}
        entities={entities}
        entityId={listed}
        onChooseEntity={setListed}
      />
    </>
  );
}

type RangeFormProps = Pick<JournalPageProps, "span" | "entities"> & {
  working: string | false;
  onShow: (range: JournalRange) => void;
};

function RangeForm({ span, entities, working, onShow }: RangeFormProps) {
  const t = useTranslations("journal");
  const [draft, setDraft] = useState({ ...span, entityId: entities[0]?.id ?? ORGANISATION_SERIES });
  const isWrong = draft.from !== "" && draft.from > draft.to;
  return (
    <form
      method="post"
      className="no-print flex flex-wrap items-start gap-3 border-t border-rule px-edge py-4"
      onSubmit={(event) => {
        event.preventDefault();
        const from = draft.from === "" ? {} : { from: draft.from };
        const { entityId, to } = draft;
        if (!isWrong && to !== "") onShow({ entityId, ...from, to });
      }}
    >
      {entities.length > 0 && (
        <Field label={t("entity")} className="w-56 max-sm:w-full">
          {(control) => (
            <EntitySelect
              {...control}
              entities={entities}
              value={draft.entityId}
              onChange={(entityId) => setDraft({ ...draft, entityId })}
            />
          )}
        </Field>
      )}
      <Field label={t("from")} hint={t("from-hint")} className="w-48">
        {(control) => (
          <DateInput
            {...control}
            value={draft.from}
            onChange={(from) => setDraft({ ...draft, from })}
          />
        )}
      </Field>
      <Field label={t("to")} error={isWrong ? t("wrong-order") : null} className="w-48">
        {(control) => (
          <DateInput
            {...control}
            required
            value={draft.to}
            onChange={(to) => setDraft({ ...draft, to })}
          />
        )}
      </Field>
      <Button type="submit" className="mt-5" working={working}>
        {t("preview")}
      </Button>
    </form>
  );
}
