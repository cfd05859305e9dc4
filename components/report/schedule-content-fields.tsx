"use client";

/** What is made: the view, its name, the days, the format, and how it is sent. */
import { useTranslations } from "next-intl";
import type { View } from "@/lib/contracts/saved-view";
import { listFormats, REPORT_DELIVERIES, REPORT_PERIODS } from "@/lib/domain/schedule/schedule";
import { Choice } from "../ui/choice";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { type ScheduleDraft, withView } from "./schedule-draft";

type ContentFieldsProps = {
  draft: ScheduleDraft;
  setDraft: (draft: ScheduleDraft) => void;
  views: readonly View[];
  wrong: ReadonlySet<string>;
};

export function ContentFields({ draft, setDraft, views, wrong }: ContentFieldsProps) {
  const t = useTranslations("reports.form");
  const texts = useTranslations("reports");
  const view = views.find(({ id }) => id === draft.viewId);
  const formats = listFormats(view?.page ?? "reconciliations");
  const options = views.map(({ id, name, page }) => {
    return { value: id, text: `${name} · ${texts(`pages.${page}`)}` };
  });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        label={t("view")}
        error={(wrong.has("viewId") || view === undefined) && t("view-gone")}
        options={view === undefined ? [{ value: "", text: t("choose-view") }, ...options] : options}
        value={view?.id ?? ""}
        onChange={(viewId) => setDraft(withView(draft, viewId, views))}
      />
      <Field label={t("name")} error={wrong.has("name") && t("name-wrong")}>
        {(props) => (
          <Input
            {...props}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      <Choice
        label={t("period")}
        hint={t("period-hint")}
        options={REPORT_PERIODS.map((value) => ({ value, text: texts(`periods.${value}`) }))}
        value={draft.period}
        onChange={(period) => setDraft({ ...draft, period })}
      />
      <Choice
        label={t("format")}
        options={formats.map((value) => ({ value, text: texts(`formats.${value}`) }))}
        value={draft.format}
        onChange={(format) => setDraft({ ...draft, format })}
      />
      <Choice
        label={t("delivery")}
        hint={t(`delivery-hints.${draft.delivery}`)}
        options={REPORT_DELIVERIES.map((value) => ({ value, text: t(`deliveries.${value}`) }))}
        value={draft.delivery}
        onChange={(delivery) => setDraft({ ...draft, delivery })}
      />
    </div>
  );
}
