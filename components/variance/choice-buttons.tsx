"use client";

/** Chooses one of a few options, all of them visible. */
import { classNames } from "../ui/class-names";

type ChoiceButtonsProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
};

export function ChoiceButtons<Value extends string>(props: ChoiceButtonsProps<Value>) {
  const { label, options, chosen, onChoose } = props;
  return (
    <div role="group" aria-label={label} className="no-print flex flex-wrap">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === chosen}
          onClick={() => onChoose(option.value)}
          className={classNames(
            "h-control border border-rule-strong px-2.5 text-sm not-first-of-type:border-l-0",
            option.value === chosen
              ? "bg-accent-wash font-medium text-accent"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
