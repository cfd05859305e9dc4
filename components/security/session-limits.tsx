"use client";

/** Edits how long sessions last, and how soon people are asked again who they are. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { saveSessionLimits, sessionLimitsQuery } from "@/lib/client/session-limits";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { SessionLimitsRow } from "@/lib/contracts/session-limits";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

const IDLE = [5, 15, 30, 60, 120, 240, 480, 720];
const ABSOLUTE = [1, 2, 4, 8, 12, 16, 24];
const FRESH = [1, 5, 10, 15, 30, 60];
const NEVER = "never";

export function SessionLimits({ limits }: { limits: SessionLimitsRow }) {
  const t = useTranslations("security.limits");
  const { data } = useQuery({ ...sessionLimitsQuery(), initialData: limits });
  return (
    <section aria-labelledby="session-limits" className="grid gap-4 px-edge py-4">
      <div>
        <h2 id="session-limits">{t("title")}</h2>
        <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
      </div>
      <LimitsForm key={data.version} limits={data} />
    </section>
  );
}

function LimitsForm({ limits }: { limits: SessionLimitsRow }) {
  const t = useTranslations("security.limits");
  const toast = useToast();
  const client = useQueryClient();
  const { queryKey } = sessionLimitsQuery();
  const { version, ...stored } = limits;
  const [draft, setDraft] = useState(stored);
  const save = useMutation({
    mutationFn: saveSessionLimits,
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      toast(t("saved"));
    },
    onError: (error) => {
      const current = currentOf<SessionLimitsRow>(error);
      if (current !== null) client.setQueryData(queryKey, current);
    },
  });
  const isTooLong = wrongFieldsOf(save.error).has("idleMinutes");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ ...draft, basedOnVersion: version });
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label={t("idle")}
          error={isTooLong ? t("idle-too-long") : null}
          options={optionsOf(IDLE, draft.idleMinutes, (count) => t("minutes", { count }))}
          value={String(draft.idleMinutes)}
          onChange={(value) => setDraft({ ...draft, idleMinutes: Number(value) })}
        />
        <Choice
          label={t("absolute")}
          options={optionsOf(ABSOLUTE, draft.absoluteHours, (count) => t("hours", { count }))}
          value={String(draft.absoluteHours)}
          onChange={(value) => setDraft({ ...draft, absoluteHours: Number(value) })}
        />
        <Choice
          label={t("fresh")}
          hint={t("fresh-hint")}
          options={[
            ...optionsOf(FRESH, draft.freshMinutes, (count) => t("minutes", { count })),
            { value: NEVER, text: t("never") },
          ]}
          value={draft.freshMinutes === null ? NEVER : String(draft.freshMinutes)}
          onChange={(value) =>
            setDraft({ ...draft, freshMinutes: value === NEVER ? null : Number(value) })
          }
        />
      </div>
      <ProblemNotice error={isTooLong ? null : save.error} />
      <Button type="submit" className="justify-self-start" working={save.isPending && t("saving")}>
        {t("save")}
      </Button>
    </form>
  );
}

/** A value that the API set may be another than those offered. */
function optionsOf(offered: number[], stored: number | null, format: (count: number) => string) {
  const values = stored === null ? offered : [...new Set([...offered, stored])];
  return values
    .toSorted((one, other) => one - other)
    .map((value) => ({ value: String(value), text: format(value) }));
}
