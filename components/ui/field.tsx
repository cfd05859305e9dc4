"use client";

/** Lays out a label above, and a hint and an error below, tied to the control by their ids. */
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

type ControlProps = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** It tells how to correct the input; null or undefined when nothing is wrong. */
  error?: ReactNode;
  className?: string | undefined;
  children: (props: ControlProps) => ReactNode;
};

export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined && error !== null && error !== "" && error !== false;
  const hinted = hint !== undefined && hint !== null && hint !== "";
  const described = [hinted && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={classNames("grid content-start gap-1", className)}>
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      {children({
        id,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(wrong ? { "aria-invalid": true as const } : {}),
      })}
      {hinted && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-error`} role="alert" className="flex gap-1 text-xs text-ink">
          <Icon name="warn" className="size-4 text-uncounted" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
