"use client";

/**
 * Edits one figure by typing or dragging: a field, and a slider over the usual values beside it.
 */
import { useState } from "react";
import { findStepIndex } from "@/lib/domain/tolerance/draft";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type ToleranceSliderProps = {
  label: string;
  /** A screen reader announces the slider by this name. */
  sliderLabel: string;
  value: number;
  steps: readonly number[];
  format: (value: number) => string;
  /** Null means that the text is no such figure. */
  parse: (text: string) => number | null;
  /** It tells how to correct such a text. */
  wrong: string;
  onChange: (value: number) => void;
};

export function ToleranceSlider({
  label,
  sliderLabel,
  value,
  steps,
  format,
  parse,
  wrong,
  onChange,
}: ToleranceSliderProps) {
  // The typed text stays unchanged for as long as the figure is the one that it meant.
  const [typed, setTyped] = useState<{ text: string; parsedAs: number } | null>(null);
  const text = typed !== null && typed.parsedAs === value ? typed.text : format(value);
  const type = (next: string) => {
    const figure = parse(next);
    setTyped({ text: next, parsedAs: figure ?? value });
    if (figure !== null) onChange(figure);
  };
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] items-start gap-x-3">
      <Field label={label} error={parse(text) === null ? wrong : null}>
        {(control) => (
          <Input
            {...control}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            className="money"
            onChange={(event) => type(event.target.value)}
            onBlur={() => parse(text) !== null && setTyped(null)}
          />
        )}
      </Field>
      <input
        type="range"
        aria-label={sliderLabel}
        aria-valuetext={format(value)}
        min={0}
        max={steps.length - 1}
        step={1}
        value={findStepIndex(steps, value)}
        onChange={(event) => onChange(steps[Number(event.target.value)] ?? value)}
        className="mt-5 h-control w-full min-w-0 accent-accent"
      />
    </div>
  );
}
