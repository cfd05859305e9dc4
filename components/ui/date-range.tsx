"use client";

/** Chooses business dates: the usual periods, a calendar, or two dates that are typed. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type DateRange, type Preset, PRESETS, rangeOf } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "./button";
import { Calendar } from "./calendar";
import { classNames } from "./class-names";
import { Field } from "./field";
import { Icon } from "./icon";
import { Input } from "./input";
import { Popover } from "./popover";

type DateRangePickerProps = {
  value: DateRange;
  /** `preset` when the range came from one; null for a custom range. */
  onChange: (range: DateRange, preset: Preset | null) => void;
  /** The business date of today, on which presets are counted. */
  today: string;
  label?: string;
  id?: string;
  className?: string;
};

const EARLIEST = "2000-01-01";
const LATEST = "2199-12-31";

export function DateRangePicker(props: DateRangePickerProps) {
  const { value, onChange, today } = props;
  const t = useTranslations("ui.dates");
  const language = useLocale();
  const [open, setOpen] = useState(false);
  const label = props.label ?? t("label");
  const chosen = PRESETS.find((preset) => isSame(rangeOf(preset, today), value)) ?? null;
  const words = formatDateRange(value.from, value.to, language);
  const choose = (range: DateRange, preset: Preset | null) => {
    onChange(range, preset);
    setOpen(false);
  };
  const trigger = (
    <Button
      id={props.id}
      aria-label={`${label}: ${words}`}
      className={classNames("justify-start", props.className)}
    >
      <Icon name="calendar" />
      <span className="truncate">
        {words}
        {chosen !== null && (
          <span className="font-normal text-ink-3 max-[520px]:hidden"> · {t(chosen)}</span>
        )}
      </span>
      <Icon name="chevron-down" className="ml-auto size-3.5" />
    </Button>
  );
  return (
    <Popover
      trigger={trigger}
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="flex max-w-[calc(100vw-16px)] flex-col sm:flex-row"
    >
      <ul className="grid grid-cols-2 content-start border-b border-rule p-2 sm:w-40 sm:grid-cols-1 sm:border-r sm:border-b-0">
        {PRESETS.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              aria-pressed={preset === chosen}
              onClick={() => choose(rangeOf(preset, today), preset)}
              className="min-h-11 w-full rounded-sm px-2 text-left text-sm hover:bg-hover aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent sm:min-h-8"
            >
              {t(preset)}
            </button>
          </li>
        ))}
      </ul>
      <div className="p-3">
        <Calendar value={value} today={today} onChoose={(range) => choose(range, null)} />
        <TypedDates key={`${value.from} ${value.to}`} value={value} onChoose={choose} />
      </div>
    </Popover>
  );
}

type TypedDatesProps = {
  value: DateRange;
  onChoose: (range: DateRange, preset: null) => void;
};

function TypedDates({ value, onChoose }: TypedDatesProps) {
  const t = useTranslations("ui.dates");
  const [draft, setDraft] = useState(value);
  const bounds = { min: EARLIEST, max: LATEST, required: true };
  const wrong = draft.from !== "" && draft.to !== "" && draft.from > draft.to;
  return (
    <form
      method="post"
      className="mt-3 grid grid-cols-2 gap-2 border-t border-rule pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onChoose(draft, null);
      }}
    >
      <Field label={t("from")}>
        {(control) => (
          <Input
            {...control}
            {...bounds}
            type="date"
            value={draft.from}
            onChange={(event) => setDraft({ ...draft, from: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("to")} error={wrong ? t("wrong-order") : null}>
        {(control) => (
          <Input
            {...control}
            {...bounds}
            type="date"
            value={draft.to}
            onChange={(event) => setDraft({ ...draft, to: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" className="col-span-2">
        {t("use")}
      </Button>
    </form>
  );
}

function isSame(one: DateRange, other: DateRange): boolean {
  return one.from === other.from && one.to === other.to;
}
