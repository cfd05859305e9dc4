"use client";

/** Chooses a range by the usual periods, a calendar, or two dates that are typed. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  type DateRange,
  type Preset,
  PRESETS,
  computePresetRange,
} from "@/lib/domain/business-date";
import { Button } from "./button";
import { Calendar } from "./calendar";
import { DateInput } from "./date-input";
import { Field } from "./field";
import type { AnchoredOverlayProps } from "./lazy-overlay";
import { PopoverPanel } from "./popover-panel";
import { findPreset } from "./preset-of";

type DateRangePanelProps = AnchoredOverlayProps & {
  label: string;
  value: DateRange;
  onChoose: (range: DateRange, preset: Preset | null) => void;
  today: string;
};

const EARLIEST = "2000-01-01";
const LATEST = "2199-12-31";

export function DateRangePanel(props: DateRangePanelProps) {
  const { value, onChoose, today, ...overlay } = props;
  const t = useTranslations("ui.dates");
  const chosen = findPreset(value, today);
  return (
    <PopoverPanel {...overlay} className="flex max-w-[calc(100vw-16px)] flex-col sm:flex-row">
      <ul className="grid grid-cols-2 content-start border-b border-rule p-2 sm:w-40 sm:grid-cols-1 sm:border-r sm:border-b-0">
        {PRESETS.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              aria-pressed={preset === chosen}
              onClick={() => onChoose(computePresetRange(preset, today), preset)}
              className="min-h-11 w-full rounded-sm px-2 text-left text-sm hover:bg-hover aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent sm:min-h-8"
            >
              {t(preset)}
            </button>
          </li>
        ))}
      </ul>
      <div className="p-3">
        <Calendar value={value} today={today} onChoose={(range) => onChoose(range, null)} />
        <TypedDates key={`${value.from} ${value.to}`} value={value} onChoose={onChoose} />
      </div>
    </PopoverPanel>
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
          <DateInput
            {...control}
            {...bounds}
            value={draft.from}
            onChange={(from) => setDraft({ ...draft, from })}
          />
        )}
      </Field>
      <Field label={t("to")} error={wrong ? t("wrong-order") : null}>
        {(control) => (
          <DateInput
            {...control}
            {...bounds}
            value={draft.to}
            onChange={(to) => setDraft({ ...draft, to })}
          />
        )}
      </Field>
      <Button type="submit" className="col-span-2">
        {t("use")}
      </Button>
    </form>
  );
}
