"use client";

/**
 * Takes a date as text, in the same form and order as dates are shown everywhere. A control of the
 * browser would show it in the order of the browser's language. Its calendar opens from the button.
 */
import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, useRef, useState } from "react";
import { parseDateText } from "@/lib/domain/date-text";
import { formatBusinessDate } from "@/lib/domain/format";
import { Icon } from "./icon";
import { Input } from "./input";

type DateInputProps = Omit<
  ComponentProps<"input">,
  "type" | "value" | "defaultValue" | "onChange" | "min" | "max"
> & {
  /** As `2026-11-24`, or empty. */
  value: string;
  /** The date, or the empty string while the text is none. */
  onChange: (date: string) => void;
  min?: string;
  max?: string;
};

export function DateInput(props: DateInputProps) {
  const { value, onChange, onBlur, name, min, max, ...rest } = props;
  const t = useTranslations("ui.dates");
  const language = useLocale();
  const native = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === "" ? "" : formatBusinessDate(value, language, "range-part");
  const type = (text: string) => {
    setTyped(text);
    const date = parseDateText(text, language);
    const isWithin = date !== null && date >= (min ?? date) && date <= (max ?? date);
    onChange(isWithin ? date : "");
  };
  return (
    <span className="relative block">
      <Input
        {...rest}
        autoComplete="off"
        value={typed ?? shown}
        className="pr-9"
        onChange={({ target }) => type(target.value)}
        onBlur={(event) => {
          if (value !== "") setTyped(null);
          onBlur?.(event);
        }}
        ref={(input) => {
          input?.setCustomValidity(value === "" && (typed ?? "") !== "" ? t("wrong") : "");
        }}
      />
      <input
        ref={native}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
        {...{ name, value, min, max }}
        onChange={({ target }) => {
          setTyped(null);
          onChange(target.value);
        }}
      />
      <button
        type="button"
        aria-label={t("calendar")}
        disabled={rest.disabled}
        onClick={() => native.current?.showPicker()}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-2"
      >
        <Icon name="calendar" />
      </button>
    </span>
  );
}
