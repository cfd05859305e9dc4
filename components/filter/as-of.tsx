"use client";

/**
 * Shows the figures as they were known at a past moment. Meanwhile a banner tells so, and nothing
 * on the page can be changed.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { Notice } from "../ui/notice";
import { Popover } from "../ui/popover";

type AsOfProps = { asOf: string | null; onChange: (asOf: string | null) => void };

export function AsOfChoice({ asOf, onChange }: AsOfProps) {
  const t = useTranslations("reconciliation.as-of");
  const instant = useInstantText();
  const [open, setOpen] = useState(false);
  const summary = asOf === null ? t("back") : instant(asOf, "short");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("title")}
      className="w-80 p-4"
      trigger={(control) => (
        <Button
          {...control}
          aria-label={`${t("title")}: ${summary}`}
          className="w-full justify-start"
        >
          <Icon name="history" />
          <span className="truncate">{summary}</span>
          <Icon name="chevron-down" className="ml-auto size-3.5" />
        </Button>
      )}
    >
      <MomentForm
        key={asOf}
        asOf={asOf}
        onChange={(moment) => {
          onChange(moment);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function MomentForm({ asOf, onChange }: AsOfProps) {
  const t = useTranslations("reconciliation.as-of");
  const [local, setLocal] = useState(asOf === null ? "" : toLocalText(asOf));
  const at = Date.parse(local);
  return (
    <form
      method="post"
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!Number.isNaN(at)) onChange(new Date(at).toISOString());
      }}
    >
      <Field label={t("moment")} hint={t("hint")}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            required
            max={toLocalText(new Date().toISOString())}
            value={local}
            onChange={({ target }) => setLocal(target.value)}
          />
        )}
      </Field>
      <p className="flex gap-2">
        <Button type="submit" kind="do">
          {t("look")}
        </Button>
        {asOf !== null && <Button onClick={() => onChange(null)}>{t("back")}</Button>}
      </p>
    </form>
  );
}

export function AsOfNotice({ asOf, onChange }: AsOfProps) {
  const t = useTranslations("reconciliation.as-of");
  const instant = useInstantText();
  if (asOf === null) return null;
  return (
    <Notice
      kind="warn"
      title={t("shown", { at: instant(asOf, "long") })}
      action={<Button onClick={() => onChange(null)}>{t("back")}</Button>}
    >
      {t("shown-hint")}
    </Notice>
  );
}

/** The browser's own field for a moment needs the reader's local time, to the minute. */
function toLocalText(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
