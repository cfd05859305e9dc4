"use client";

/** Chooses business dates: a button shows which they are, and opens the ways to choose. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { DateRange, Preset } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "./button";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { lazyOverlay, OverlayTrigger } from "./lazy-overlay";
import { findPreset } from "./preset-of";

type DateRangePickerProps = {
  value: DateRange;
  /** `preset` is set when the range came from one; it is null for a custom range. */
  onChange: (range: DateRange, preset: Preset | null) => void;
  /** This is the business date of today, to which presets are relative. */
  today: string;
  label?: string;
  id?: string;
  className?: string;
};

const Panel = lazyOverlay(() => import("./date-range-panel").then((panel) => panel.DateRangePanel));

export function DateRangePicker(props: DateRangePickerProps) {
  const { value, onChange, today } = props;
  const t = useTranslations("ui.dates");
  const language = useLocale();
  const [open, setOpen] = useState(false);
  const label = props.label ?? t("label");
  const chosen = findPreset(value, today);
  const rangeText = formatDateRange(value.from, value.to, language);
  return (
    <OverlayTrigger
      popup="dialog"
      id={props.id}
      open={open}
      onOpenChange={setOpen}
      prefetch={Panel.prefetch}
      trigger={(control) => (
        <Button
          {...control}
          aria-label={`${label}: ${rangeText}`}
          className={classNames("justify-start", props.className)}
        >
          <Icon name="calendar" />
          <span className="truncate">
            {rangeText}
            {chosen !== null && (
              <span className="font-normal text-ink-3 max-[520px]:hidden"> · {t(chosen)}</span>
            )}
          </span>
          <Icon name="chevron-down" className="ml-auto size-3.5" />
        </Button>
      )}
    >
      {(overlay) => (
        <Panel
          {...overlay}
          {...{ label, value, today }}
          onChoose={(range, preset) => {
            onChange(range, preset);
            setOpen(false);
          }}
        />
      )}
    </OverlayTrigger>
  );
}
